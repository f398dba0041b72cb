// The query page: GraphiQL, a choice of example queries, and a choice of the eyes to look through.
// A token lives in this page only; it is asked for when its viewer is chosen and never stored.
'use strict'

const viewerChoice = document.getElementById('viewer')
const exampleChoice = document.getElementById('example')
const note = document.getElementById('note')

const MEDIA = 'application/graphql-response+json, application/json;q=0.9'
let token = null

async function ask(path, options) {
  const response = await fetch(path, options)
  const body = await response.json()
  if (!response.ok) throw new Error(body.errors[0].message)
  return body
}

// What GraphiQL calls for every operation: as the chosen viewer, with the headers of its own editor added.
async function fetcher(parameters, options) {
  const headers = { 'Content-Type': 'application/json', Accept: MEDIA, ...options?.headers }
  if (token) headers.Authorization = `Bearer ${token}`
  const response = await fetch('graphql', { method: 'POST', headers, body: JSON.stringify(parameters) })
  return response.json()
}

async function lookAs(number) {
  viewerChoice.disabled = true
  try {
    token = null
    token = (await ask(`graphql/viewers/${number}`, { method: 'POST' })).token
    note.textContent = ''
    run()
  } catch (error) {
    note.textContent = error.message
  } finally {
    viewerChoice.disabled = false
  }
}

// What is shown must be what the chosen viewer sees, so the answer is asked for anew.
function run() {
  setTimeout(() => {
    const button = document.querySelector('.graphiql-execute-button')
    // While an answer is on its way, the same button stops it.
    if (button?.ariaLabel?.startsWith('Stop')) button.click()
    setTimeout(() => button?.click())
  }, 100)
}

function option(value, text) {
  const element = document.createElement('option')
  element.value = value
  element.textContent = text
  return element
}

function offerViewers(viewers) {
  for (const { number, role, purpose, description } of viewers) {
    viewerChoice.append(option(number, `${purpose ? `${role}, ${purpose}` : role}: ${description}`))
  }
  viewerChoice.addEventListener('change', () => lookAs(viewerChoice.value))
  document.getElementById('viewer-label').hidden = viewers.length === 0
}

function offerExamples(examples, show) {
  exampleChoice.append(option('', 'choose …'))
  examples.forEach(({ title }, index) => exampleChoice.append(option(index, title)))
  exampleChoice.addEventListener('change', () => {
    const example = examples[exampleChoice.value]
    if (!example) return
    show(example.query)
    if (example.viewer === null || viewerChoice.value === String(example.viewer)) return run()
    viewerChoice.value = example.viewer
    lookAs(example.viewer)
  })
  document.getElementById('example-label').hidden = examples.length === 0
}

function Page({ examples }) {
  const [query, show] = React.useState(undefined)
  React.useEffect(() => {
    // Undefined in between: the same example, chosen again, replaces what was typed meanwhile.
    offerExamples(examples, (text) => {
      show(undefined)
      setTimeout(() => show(text))
    })
  }, [])
  const first = examples[0]?.query ?? '{ viewer { role } }'
  return React.createElement(GraphiQL, { fetcher, query, defaultQuery: first, shouldPersistHeaders: false })
}

async function start() {
  const { examples, viewers } = await ask('graphql/explorer')
  offerViewers(viewers)
  ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(Page, { examples }))
}

start().catch((error) => {
  note.textContent = error.message
})
