// Does the operator's page show what stands now? Where somebody else has pressed meanwhile, or the
// link was lost, it is loaded anew; a button's key makes a second press of the same button no second act.
(() => {
  const page = document.getElementById('operate');
  const away = document.getElementById('away');
  const ASK = 2000;
  let source = null, broken = false;
  const look = (told) => {
    away.hidden = true;
    broken = false;
    if (told.turn !== page.dataset.turn && !document.querySelector('form[data-sent]')) location.replace(location.pathname.replace(/press\/$/, 'operate/'));
  };
  const follow = () => {
    source = new EventSource(page.dataset.stream);
    source.addEventListener('board', (event) => look(JSON.parse(event.data)));
    source.onerror = () => { broken = true; };
  };
  for (const form of page.querySelectorAll('form')) {
    form.addEventListener('submit', () => { form.dataset.sent = '1'; source?.close(); });
  }
  addEventListener('pageshow', () => { for (const form of page.querySelectorAll('form[data-sent]')) delete form.dataset.sent; });
  setInterval(async () => {
    if (!broken) return;
    try {
      const answer = await fetch(page.dataset.state, { cache: 'no-store', credentials: 'same-origin' });
      if (!answer.ok) throw new Error(answer.status);
      look(await answer.json());
      if (source.readyState === EventSource.CLOSED) follow();
    } catch { away.hidden = false; broken = true; }
  }, ASK);
  follow();
})();
