// The public audit of GraphQL over HTTP against the server whose address is the argument, asked twice.
// First as a client of this API asks, with the header that a GET needs: every requirement has to be met.
// Then as the audit asks by itself: what is not met has to be exactly the three points about a GET without the header.
// Prints what is not met; the exit code is 1 when that is something else.
import { auditServer } from 'graphql-http'

const url = process.argv[2]
const GET_WITHOUT_HEADER = ['5A70', '6A70', 'D6D5']

const withHeader = (address, init = {}) =>
  (init.method ?? 'GET') === 'GET'
    ? fetch(address, { ...init, headers: { ...init.headers, 'GraphQL-Require-Preflight': '1' } })
    : fetch(address, init)

async function unmet(title, options) {
  const results = await auditServer({ url, ...options })
  const found = results.filter((result) => result.status !== 'ok')
  for (const result of found) {
    console.log(`${result.status}: ${result.id} ${result.name}: ${result.reason}`)
  }
  console.log(`${title}: ${results.length - found.length} of ${results.length} requirements are met`)
  return found
}

const ours = await unmet('with the header that a GET needs', { fetchFn: withHeader })
const bare = await unmet('without it', {})
const expected =
  bare.every((result) => result.status === 'notice') &&
  bare.map((result) => result.id).sort().join() === GET_WITHOUT_HEADER.join()
process.exit(ours.length === 0 && expected ? 0 : 1)
