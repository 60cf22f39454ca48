// The province's table under the hand: typing hides rows at once, a heading sorts. Without it the form does the same.
'use strict'
const table = document.querySelector('table.grid')
const search = document.querySelector('form.filters [name=q]')
if (table && search) {
  const body = table.tBodies[0]
  const rows = [...body.rows]
  const told = document.querySelector('.found')
  const show = () => {
    const wanted = search.value.trim()
    let n = 0
    for (const row of rows) {
      row.hidden = !row.cells[0].textContent.includes(wanted)
      n += row.hidden ? 0 : 1
    }
    if (told) told.textContent = `${n} อำเภอ`
  }
  search.addEventListener('input', show)
  const worth = (row, column) => Number(row.cells[column].dataset.worth ?? -1)
  for (const link of table.querySelectorAll('a.sort')) {
    link.addEventListener('click', event => {
      event.preventDefault()
      const column = link.closest('th').cellIndex
      for (const heading of table.tHead.rows[0].cells) heading.removeAttribute('aria-sort')
      link.closest('th').setAttribute('aria-sort', column ? 'descending' : 'ascending')
      const by = column ? (a, b) => worth(b, column) - worth(a, column)
        : (a, b) => a.cells[0].textContent.localeCompare(b.cells[0].textContent, 'th')
      body.append(...rows.toSorted(by))
    })
  }
}
