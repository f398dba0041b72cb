// The public audit of GraphQL over HTTP against the server whose address is the argument.
// Prints every requirement that is not met; the exit code is 1 when a MUST or a SHOULD is among them.
import { auditServer } from 'graphql-http'

const results = await auditServer({ url: process.argv[2] })
const unmet = results.filter((result) => result.status !== 'ok')
for (const result of unmet) {
  console.log(`${result.status}: ${result.id} ${result.name}: ${result.reason}`)
}
console.log(`${results.length - unmet.length} of ${results.length} requirements are met`)
process.exit(unmet.some((result) => !result.name.startsWith('MAY')) ? 1 : 0)
