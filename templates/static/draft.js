// A draft beside its paper: touch a number on either side and its other half lights up. Without it, links do the same.
'use strict'
const lit = typeof Highlight === 'function' && CSS.highlights ? new Highlight() : null
if (lit) CSS.highlights.set('number', lit)
const thai = text => text.replace(/[๐-๙]/g, digit => '๐๑๒๓๔๕๖๗๘๙'.indexOf(digit))
const numbers = text => [...thai(text).matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(m => [m[0].replaceAll(',', ''), m.index, m.index + m[0].length])

function texts (element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  return found
}

// the number that was touched (none: every number), wherever it stands in both halves
function light (row, quote, wanted) {
  for (const old of document.querySelectorAll('.lit')) old.classList.remove('lit')
  lit?.clear()
  row.classList.add('lit')
  quote.classList.add('lit')
  const mine = new Set(numbers(row.cells[1].textContent).map(n => n[0]))
  for (const half of [row.cells[1], quote]) {
    for (const node of texts(half)) {
      for (const [value, start, end] of numbers(node.data)) {
        if (!lit || !mine.has(value) || (wanted && value !== wanted)) continue
        const range = new Range()
        range.setStart(node, start)
        range.setEnd(node, end)
        lit.add(range)
      }
    }
  }
}

function touched (event) {
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY)
  if (!at || at.offsetNode.nodeType !== Node.TEXT_NODE) return ''
  const hit = numbers(at.offsetNode.data).find(([, start, end]) => start <= at.offset && at.offset <= end)
  return hit ? hit[0] : ''
}

for (const row of document.querySelectorAll('tr[data-quote]')) {
  const quote = document.getElementById(row.dataset.quote)
  if (!quote) continue
  row.addEventListener('click', event => {
    light(row, quote, touched(event))
    quote.scrollIntoView({ block: 'nearest' })
    if (event.target.closest('a')) event.preventDefault()
  })
  quote.addEventListener('click', event => {
    event.preventDefault()
    light(row, quote, touched(event))
    row.scrollIntoView({ block: 'nearest' })
  })
}
