// What was typed into a form is not lost when the session ended meanwhile. Before a form is sent its
// words are kept in this tab; where the answer is the sign-in page (or any that says "not done"),
// they are put back when the form is shown again to the same person; any other answer means that the
// form was taken or stands there with its words, and they are forgotten. Passwords, codes, files and
// hidden fields are never kept.
(() => {
  const PLACE = 'ehya:typed';
  const LONGEST = 12 * 3600 * 1000; // ms, as a session
  const NEVER = new Set(['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image']);
  const CHOSEN = new Set(['checkbox', 'radio']);

  const read = () => { try { return JSON.parse(sessionStorage.getItem(PLACE)); } catch { return null; } };
  const forget = () => { try { sessionStorage.removeItem(PLACE); } catch { /* closed to us */ } };
  const write = (kept) => {
    try { sessionStorage.setItem(PLACE, JSON.stringify(kept)); } catch { forget(); } // no room
  };

  const main = () => document.getElementById('main');
  const reader = () => main()?.dataset.person ?? '';
  const address = (form) => new URL(form.getAttribute('action') || location.href, location.href).pathname;
  const alike = (form) => [...document.forms].filter((one) => address(one) === address(form));
  const kind = (field) => field.type ?? '';

  const sends = (form) => form.getAttribute('method')?.toLowerCase() === 'post';
  const ours = (form) => sends(form) && reader() && main().contains(form)
    && !form.querySelector('input[type=password], input[autocomplete=one-time-code]');

  const fieldsOf = (form) => {
    const seen = {};
    return [...form.elements].filter((one) => one.name && !NEVER.has(kind(one)) && one.matches('input, select, textarea'))
      .map((one) => ({ one, name: one.name, nth: seen[one.name] = (seen[one.name] ?? -1) + 1 }));
  };

  const told = ({ one, name, nth }) => {
    if (CHOSEN.has(kind(one))) return { name, nth, value: one.value, on: one.checked };
    if (one.multiple) return { name, nth, picked: [...one.selectedOptions].map((option) => option.value) };
    return { name, nth, value: one.value };
  };

  const keep = (form, state) => {
    if (!ours(form)) return;
    const fields = fieldsOf(form).map(told).filter((field) => field.picked || field.on !== undefined || field.value);
    write({ state, at: Date.now(), person: reader(), to: address(form), nth: alike(form).indexOf(form), fields });
  };

  const putBack = (form, fields) => {
    let changed = null;
    for (const { one, name, nth } of fieldsOf(form)) {
      const had = fields.find((field) => field.name === name && (CHOSEN.has(kind(one)) ? field.value === one.value : field.nth === nth));
      if (!had) continue;
      const before = JSON.stringify(told({ one, name, nth }));
      if (CHOSEN.has(kind(one))) one.checked = had.on === true;
      else if (had.picked) for (const option of one.options ?? []) option.selected = had.picked.includes(option.value);
      else if (one.tagName !== 'SELECT' || [...one.options].some((option) => option.value === had.value)) one.value = had.value;
      if (JSON.stringify(told({ one, name, nth })) !== before) {
        one.dispatchEvent(new Event('change', { bubbles: true }));
        changed = one;
      }
    }
    return changed;
  };

  const sayIt = (form) => {
    for (let fold = form.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
    const words = document.getElementById('typed-back');
    if (words) form.before(words.content.cloneNode(true));
    form.scrollIntoView({ block: 'center' });
  };

  const comeBack = () => {
    const kept = read();
    if (!kept || !main()) return;
    if (Date.now() - kept.at > LONGEST || (reader() && kept.person !== reader())) return forget();
    if (main().querySelector('[data-not-done]') || !reader()) return write({ ...kept, state: 'lost' });
    if (kept.state !== 'lost') return forget();
    const form = [...document.forms].filter((one) => address(one) === kept.to)[kept.nth];
    if (!form || !ours(form)) return; // on the way there: a code, a password of one's own
    forget();
    if (putBack(form, kept.fields)) sayIt(form);
  };

  addEventListener('DOMContentLoaded', () => {
    setTimeout(comeBack); // after htmx has looked at the page
    document.addEventListener('submit', (event) => {
      if (address(event.target).endsWith('/sign-out/')) forget();
      else if (!event.defaultPrevented) keep(event.target, 'sent');
    });
    // A form that htmx sends is kept until it was answered; an ended session leads to the sign-in page.
    document.addEventListener('htmx:beforeRequest', ({ target, detail }) => {
      if (target.matches('form') && detail.requestConfig.verb === 'post') keep(target, 'sent');
    });
    document.addEventListener('htmx:afterRequest', ({ target, detail }) => {
      if (!target.matches('form') || detail.requestConfig.verb !== 'post') return;
      if (detail.successful && !detail.xhr.getResponseHeader('HX-Redirect')) forget();
    });
  });
})();
