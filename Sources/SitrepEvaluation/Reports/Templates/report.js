'use strict';
// Shows the documents, a page at a time: the first as soon as they are there, filters when all are.
// A document is parsed when it is first needed; text becomes text nodes and attributes, never markup. What the numbers in the data mean is told in
// DocumentLines.swift.
(() => {
  const pageSize = 20;
  const byID = id => document.getElementById(id);
  const index = JSON.parse(byID('index').textContent);
  const total = index.pairs.length;
  const lines = [];
  const documents = new Array(total);
  const searched = new Array(total);
  const colours = 10;
  const verdicts = ['right', 'missed', 'not in gold'];
  let matches = [];
  let page = 0;

  // Takes in the documents that have been read so far.
  const gather = () => {
    for (const piece of document.querySelectorAll('script.data:not([data-read])')) {
      piece.dataset.read = '';
      for (const line of piece.textContent.split('\n')) if (line) lines.push(line);
    }
  };

  const documentAt = number => {
    if (!documents[number]) {
      const { spans, ...rest } = JSON.parse(lines[number]);
      documents[number] = { ...rest, spans: spansOf(spans) };
    }
    return documents[number];
  };

  // [layer, side, start, end, label, state, rule] of each: side 0 is gold, state 1 not agreed.
  const spansOf = numbers => {
    const spans = [];
    let start = 0;
    for (let next = 0; next < numbers.length; next += 5) {
      const [what, step, length, label, rule] = numbers.slice(next, next + 5);
      start += step;
      spans.push([what >> 2, what >> 1 & 1, start, start + length, label, what & 1, rule]);
    }
    return spans;
  };

  // What the text filter looks through, in small letters: name and text as they are written in
  // JSON, for to parse ten thousand documents takes seconds.
  const wordsAt = number => {
    if (searched[number] === undefined) {
      const line = lines[number];
      const [start, middle] = ['{"id":"'.length, line.indexOf('","text":"')];
      const [text, end] = [middle + '","text":"'.length, line.indexOf('","spans":[', middle)];
      searched[number] = `${line.slice(start, middle)}\n${line.slice(text, end)}`.toLowerCase();
    }
    return searched[number];
  };

  const written = words => JSON.stringify(words).slice(1, -1).replaceAll('<', '\\u003c');

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const count = (number, one, many) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

  // MARK: One document

  // The text with its spans: each stretch between two borders is wrapped in what covers it. An
  // underline is the lower the more others lie above it.
  const overlaid = (shown, layer) => {
    const spans = shown.spans.filter(span => span[0] === layer)
      .sort((one, other) => (one[3] - one[2]) - (other[3] - other[2]) || one[2] - other[2]);
    const lanes = new Map();
    for (const span of spans.filter(span => span[1] === 1)) {
      const taken = new Set([...lanes].filter(([other]) => other[2] < span[3] && span[2] < other[3])
        .map(([, lane]) => lane));
      let lane = 0;
      while (taken.has(lane)) lane += 1;
      lanes.set(span, lane);
    }
    const borders = [...new Set([0, shown.text.length, ...spans.flatMap(span => [span[2], span[3]])])]
      .sort((one, other) => one - other);
    const paragraph = element('p', { class: 'text', dir: 'auto' });
    for (let next = 0; next + 1 < borders.length; next += 1) {
      const [start, end] = [borders[next], borders[next + 1]];
      let node = document.createTextNode(shown.text.slice(start, end));
      const covering = spans.filter(span => span[2] <= start && end <= span[3]);
      for (const span of covering) node = wrapped(node, span, lanes.get(span));
      paragraph.append(node);
    }
    return paragraph;
  };

  const wrapped = (node, [, side, , , label, state, rule], lane) => {
    const colour = label % colours;
    const wrong = state === 1 ? ' wrong' : '';
    const name = index.labels[label];
    if (side === 0) {
      const title = `gold: ${name}${wrong ? ', missed' : ''}`;
      return element('mark', { class: `gold t${colour}${wrong}`, title }, node);
    }
    const by = rule < 0 ? '' : ` by ${index.rules[rule]}`;
    const title = `found: ${name}${by}${wrong ? ', not in gold' : ''}`;
    const made = element('span', { class: `found u${colour}${wrong}`, title }, node);
    made.style.textUnderlineOffset = `${0.2 + lane * 0.28}em`;
    return made;
  };

  const factTable = shown => {
    const head = ['verdict', 'force', 'destination', 'status', 'rule', 'confidence'];
    const rows = shown.facts.map(([state, force, destination, status, rule, confidence]) =>
      element('tr', {},
        element('th', { scope: 'row', class: 'verdict' }, verdicts[state]),
        ...[force, destination, status, index.rules[rule] ?? '', confidence ?? '']
          .map(cell => element('td', {}, String(cell)))));
    return element('div',
      { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': `Facts of ${shown.id}` },
      element('table', {},
        element('caption', {}, 'Facts'),
        element('thead', {}, element('tr', {},
          ...head.map(name => element('th', { scope: 'col' }, name)))),
        element('tbody', {}, ...rows)));
  };

  const errorList = shown => {
    const items = shown.errors.map(([kind, words, expected, found, rule]) => {
      const sides = [expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean);
      return element('li', {},
        element('strong', {}, index.kinds[kind]), ` ${words}`,
        sides.length ? `: ${sides.join(', ')}` : '',
        rule < 0 ? '' : ` [${index.rules[rule]}]`);
    });
    return element('details', {},
      element('summary', {}, count(items.length, 'error', 'errors')),
      element('ul', { class: 'errors' }, ...items));
  };

  const article = number => {
    const shown = documentAt(number);
    const layer = Number(byID('layer').value);
    const heading = `document-${number}`;
    const tallies = verdicts
      .map((verdict, state) => [shown.facts.filter(fact => fact[0] === state).length, verdict])
      .filter(([tally]) => tally > 0).map(([tally, verdict]) => `${tally} ${verdict}`);
    const summary = [tallies.length ? `facts: ${tallies.join(', ')}` : '',
      count(shown.errors.length, 'error', 'errors')].filter(Boolean).join('; ');
    const made = element('article', { 'aria-labelledby': heading },
      element('header', {}, element('h3', { id: heading }, shown.id), element('p', {}, summary)),
      overlaid(shown, layer));
    if (shown.facts.length) made.append(factTable(shown));
    if (shown.errors.length) made.append(errorList(shown));
    return made;
  };

  // MARK: The list

  const show = () => {
    const start = page * pageSize;
    const these = matches.slice(start, start + pageSize);
    byID('list').replaceChildren(...these.map(article));
    const pages = Math.ceil(matches.length / pageSize);
    const range = `${(start + 1).toLocaleString('en')} to ${(start + these.length).toLocaleString('en')}`;
    byID('status').textContent = matches.length === 0
      ? 'No document is like that; change or reset the filters.'
      : `Documents ${range} of ${matches.length.toLocaleString('en')}`
        + (matches.length < total ? `, of ${total.toLocaleString('en')} in all` : '');
    byID('pages').hidden = pages < 2 || lines.length < total;
    byID('page').textContent = `Page ${page + 1} of ${pages}`;
    byID('previous').disabled = page === 0;
    byID('next').disabled = page + 1 >= pages;
    legend(these);
  };

  const legend = these => {
    const layer = Number(byID('layer').value);
    const labels = new Set(these.flatMap(number =>
      documentAt(number).spans.filter(span => span[0] === layer).map(span => span[4])));
    byID('legend').replaceChildren(...[...labels].sort((one, other) => one - other).map(label =>
      element('li', {}, element('mark', { class: `gold t${label % colours}` },
        element('span', { class: `found u${label % colours}` }, index.labels[label])))));
  };

  // Whether some error of a document is of the kind and by the rule; with a rule alone, whether
  // the rule found anything there that is judged.
  const holds = (pairs, kind, rule) => {
    if (kind < 0 && rule < 0) return true;
    for (let next = 0; next < pairs.length; next += 2) {
      if ((kind < 0 || pairs[next] === kind) && (rule < 0 || pairs[next + 1] === rule)) return true;
    }
    return false;
  };

  const chosen = id => byID(id).value === '' ? -1 : Number(byID(id).value);

  const filter = () => {
    const [kind, rule] = [chosen('kind'), chosen('rule')];
    const words = written(byID('text').value.trim().toLowerCase());
    matches = [];
    for (let number = 0; number < total; number += 1) {
      if (!holds(index.pairs[number], kind, rule)) continue;
      if (words && !wordsAt(number).includes(words)) continue;
      matches.push(number);
    }
    page = 0;
    show();
  };

  const turn = step => {
    page += step;
    show();
    byID('documents-heading').focus();
    byID('documents').scrollIntoView();
  };

  // Takes the filters from the address: #documents?kind=missed-fact&rule=…&text=…
  const readAddress = () => {
    const [place, query] = location.hash.split('?');
    if (place !== '#documents' || query === undefined) return;
    const wanted = new URLSearchParams(query);
    const number = (names, name) => {
      const found = names.indexOf(name);
      return found < 0 ? '' : String(found);
    };
    byID('kind').value = number(index.kinds, wanted.get('kind'));
    byID('rule').value = number(index.rules, wanted.get('rule'));
    byID('text').value = wanted.get('text') ?? '';
    filter();
    byID('documents').scrollIntoView();
    byID('documents-heading').focus();
  };

  // MARK: Start

  const offer = (id, names, used) => {
    const numbers = [...used].filter(number => number >= 0)
      .sort((one, other) => names[one] < names[other] ? -1 : 1);
    byID(id).append(...numbers.map(number => element('option', { value: number }, names[number])));
  };

  const [kinds, rules] = [new Set(), new Set()];
  for (const pairs of index.pairs) {
    for (let next = 0; next < pairs.length; next += 2) {
      kinds.add(pairs[next]);
      rules.add(pairs[next + 1]);
    }
  }
  offer('kind', index.kinds, kinds);
  offer('rule', index.rules, rules);
  const layers = [...index.layers.keys()].filter(layer => index.shown.includes(layer));
  byID('layer').append(
    ...layers.map(layer => element('option', { value: layer }, index.layers[layer])));
  byID('layer').disabled = layers.length < 2;

  let waiting;
  byID('text').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  for (const id of ['kind', 'rule']) byID(id).addEventListener('change', filter);
  byID('layer').addEventListener('change', show);
  byID('filters').addEventListener('submit', event => event.preventDefault());
  byID('filters').addEventListener('reset', () => setTimeout(filter));
  byID('previous').addEventListener('click', () => turn(-1));
  byID('next').addEventListener('click', () => turn(1));
  gather();
  filter();
  document.addEventListener('DOMContentLoaded', () => {
    gather();
    byID('filters').hidden = false;
    byID('pages').hidden = matches.length <= pageSize;
    addEventListener('hashchange', readAddress);
    readAddress();
  });
})();
