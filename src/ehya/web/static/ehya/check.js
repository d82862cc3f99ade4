// Draws the brackets that join clashing claims, lights a finding's claims, counts what will be confirmed.
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const GAP = 7; // two ends on one line stand this far apart, in pixels

  const draw = (parent, name, attributes, words) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (words) node.textContent = words;
    parent.append(node);
  };

  // Where each claim's passage ends, from the top of the drawing; one height per line of text.
  const heights = (ids, top) =>
    [...new Set(ids.map((id) => {
      const rects = document.getElementById(id)?.getClientRects() ?? [];
      const last = rects[rects.length - 1];
      return last ? Math.round(last.top - top + last.height / 2) : null;
    }))].filter((y) => y !== null).sort((a, b) => a - b);

  // Short brackets stand nearest the text; each takes the first lane where nothing overlaps it.
  const arrange = (joins, lanes) => {
    const taken = lanes.map(() => []);
    const spanned = joins.filter((join) => join.ys.length).sort((a, b) => (a.ys.at(-1) - a.ys[0]) - (b.ys.at(-1) - b.ys[0]));
    for (const join of spanned) {
      const top = join.ys[0] - 14, end = join.ys.at(-1) + 14;
      const free = taken.findIndex((lane) => lane.every(([a, b]) => end < a || top > b));
      join.lane = free < 0 ? lanes.length - 1 : free;
      taken[join.lane].push([top, end]);
    }
    return spanned;
  };

  // Two brackets that end on one line must not hide each other.
  const apart = (joins) => {
    const ends = new Map();
    for (const join of joins) for (const y of join.ys) ends.set(y, [...(ends.get(y) ?? []), join]);
    for (const join of joins) {
      join.at = join.ys.map((y) => {
        const here = ends.get(y);
        return y + (here.indexOf(join) - (here.length - 1) / 2) * Math.min(GAP, 18 / here.length);
      });
    }
  };

  const bracket = (svg, join, x0, x1, side) => {
    const [top, end] = [join.at[0], join.at.at(-1)], round = Math.min(8, (end - top) / 2);
    const back = x1 - side * round;
    const path = end > top
      ? `M${x0},${top}H${back}Q${x1},${top} ${x1},${top + round}V${end - round}Q${x1},${end} ${back},${end}H${x0}`
      : `M${x0},${top}H${x1}`;
    draw(svg, 'path', { class: `a-${join.kind}`, d: path });
    for (const y of join.at.slice(1, -1)) draw(svg, 'path', { class: `a-${join.kind}`, d: `M${x0},${y}H${x1}` });
    for (const y of join.at) draw(svg, 'circle', { class: `e f-${join.kind}`, cx: x0, cy: y, r: 4 });
  };

  // Number discs of neighbouring brackets step aside along their own bracket.
  const label = (svg, join, x1, discs) => {
    const [top, end] = [join.at[0], join.at.at(-1)];
    const tries = [0.5, 0.34, 0.66, 0.2, 0.8, 0.08, 0.92].map((share) => top + (end - top) * share);
    const clear = (y) => discs.every(([x, other]) => Math.abs(x - x1) > 20 || Math.abs(other - y) > 20);
    const y = tries.find(clear) ?? tries[0];
    discs.push([x1, y]);
    draw(svg, 'circle', { class: `tag a-${join.kind}`, cx: x1, cy: y, r: 9 });
    draw(svg, 'text', { x: x1, y: y + 4.2 }, join.no);
  };

  const arcs = () => {
    for (const svg of document.querySelectorAll('.arcs')) {
      const box = svg.getBoundingClientRect();
      // The brackets stand at the page's far side, whichever way the text itself runs.
      const rtl = getComputedStyle(svg).direction === 'rtl', side = rtl ? -1 : 1;
      const lanes = box.width < 50 ? [12, 21, 29] : [18, 33, 48, 61];
      const toX = (distance) => (rtl ? box.width - distance : distance);
      svg.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
      svg.replaceChildren();
      const all = JSON.parse(svg.dataset.joins).map((join) => ({ ...join, ys: heights(join.claims, box.top) }));
      const joins = arrange(all, lanes), discs = [];
      apart(joins);
      for (const join of joins) bracket(svg, join, toX(3), toX(lanes[join.lane]), side);
      for (const join of joins) label(svg, join, toX(lanes[join.lane]), discs);
    }
  };

  const light = (card) => {
    const ids = card.dataset.claims.split(' ').filter(Boolean);
    const turn = (on) => ids.forEach((id) => document.getElementById(id)?.classList.toggle('is-on', on));
    for (const begin of ['mouseenter', 'focusin']) card.addEventListener(begin, () => turn(true));
    for (const end of ['mouseleave', 'focusout']) card.addEventListener(end, () => turn(false));
  };

  // "Confirm 16 into the record" follows the ticks; the words come from the page, in its language.
  const count = (form) => {
    const button = form.querySelector('[data-count-words]');
    const digits = new Intl.NumberFormat(document.documentElement.lang === 'fa' ? 'fa-IR' : 'en');
    const ticks = () => document.querySelectorAll(`input[name=claim][form=${form.id}]`);
    const tell = () => {
      const ticked = [...ticks()].filter((tick) => tick.checked).length;
      button.textContent = button.dataset.countWords.replace('{}', digits.format(ticked));
      button.disabled = ticked === 0;
    };
    for (const tick of ticks()) tick.addEventListener('change', tell);
    tell();
  };

  addEventListener('DOMContentLoaded', () => {
    for (const card of document.querySelectorAll('[data-claims]')) light(card);
    for (const form of document.querySelectorAll('form[data-confirm]')) count(form);
    document.fonts.ready.then(arcs);
    addEventListener('resize', arcs);
    addEventListener('load', arcs);
    new ResizeObserver(arcs).observe(document.body);
  });
})();
