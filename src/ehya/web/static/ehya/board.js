// How does a board follow the operator's hand? Whole states come by a stream (server-sent events);
// where the stream is lost the page says since when, asks every two seconds, and tries again.
(() => {
  const board = document.getElementById('board');
  const lost = document.getElementById('lost');
  const clock = document.getElementById('clock');
  const persian = document.documentElement.lang === 'fa';
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const RUN = 900, ASK = 2000, SILENT = 30000; // [ms]
  const hour = new Intl.DateTimeFormat(persian ? 'fa-IR' : 'en-GB', { hour: '2-digit', minute: '2-digit', timeZone: board.dataset.zone });
  let turn = '', source = null, heard = Date.now(), since = null;

  // Numbers run up from where they stood; at the end stands what the server wrote.
  const run = (place, from) => {
    const to = Number(place.dataset.n), said = place.textContent;
    if (calm.matches || !(to > from)) return;
    const decimals = Number(place.dataset.decimals || 0), began = performance.now();
    const write = new Intl.NumberFormat(persian ? 'fa-IR' : 'en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    place.setAttribute('aria-hidden', 'true');
    const step = (now) => {
      const part = Math.min(1, (now - began) / RUN), eased = 1 - (1 - part) ** 3;
      if (!place.isConnected) return;
      if (part >= 1) { place.textContent = said; place.removeAttribute('aria-hidden'); return; }
      place.textContent = write.format(from + (to - from) * eased);
      requestAnimationFrame(step);
    };
    step(began);
  };

  const show = (told) => {
    if (told.turn === turn) return;
    turn = told.turn;
    for (const place of document.querySelectorAll('[data-live]')) {
      const html = told.parts[place.dataset.live];
      if (html === undefined || html === place.dataset.html) continue;
      const before = [...place.querySelectorAll('[data-n]')].map((one) => Number(one.dataset.n));
      place.innerHTML = html;
      place.dataset.html = html;
      place.querySelectorAll('[data-n]').forEach((one, at) => run(one, before[at] ?? 0));
    }
    const air = document.querySelector('.onair');
    air.classList.toggle('live', air.querySelector('.lab') !== null);
    for (const path of document.querySelectorAll('[data-iso]')) {
      path.setAttribute('class', `pv ${told.map[path.dataset.iso] || ''}`);
    }
    document.getElementById('map')?.setAttribute('aria-label', told.told);
  };

  const mend = () => { since = null; lost.hidden = true; heard = Date.now(); };
  const miss = () => {
    since ??= new Date();
    lost.textContent = lost.dataset.words.replace('{time}', hour.format(since));
    lost.hidden = false;
  };

  const follow = () => {
    source?.close();
    source = new EventSource(board.dataset.stream);
    source.addEventListener('board', (event) => { mend(); show(JSON.parse(event.data)); });
    source.addEventListener('still', mend);
    source.onerror = () => { miss(); };
  };
  const ask = async () => {
    try {
      const answer = await fetch(board.dataset.state, { cache: 'no-store', credentials: 'same-origin' });
      if (answer.ok) show(await answer.json());
      return answer.ok;
    } catch { return false; }
  };

  // While the stream is away: ask for the state itself, and open a stream again where the browser gave up.
  setInterval(async () => {
    if (since === null && Date.now() - heard < SILENT) return;
    if (since === null) { miss(); source?.close(); }
    const there = await ask();
    if (there && (!source || source.readyState === EventSource.CLOSED)) follow();
  }, ASK);
  const tick = () => { clock.textContent = hour.format(new Date()); };
  tick();
  setInterval(tick, 1000);
  follow();
})();
