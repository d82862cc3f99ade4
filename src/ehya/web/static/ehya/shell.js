// What every page does by itself: the theme before the first paint, the menu, and the way back.
// Loaded in the head, so that no page flashes in the wrong light.
(() => {
  const root = document.documentElement;
  const night = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    if (root.dataset.theme === 'auto') root.dataset.bsTheme = night.matches ? 'dark' : 'light';
  };
  follow();
  night.addEventListener('change', follow);

  // Paper is white: what is printed from a dark screen is printed light, and goes back.
  addEventListener('beforeprint', () => {
    if (root.dataset.bsTheme !== 'dark') return;
    root.dataset.printing = 'dark';
    root.dataset.bsTheme = 'light';
  });
  addEventListener('afterprint', () => {
    if (!root.dataset.printing) return;
    root.dataset.bsTheme = root.dataset.printing;
    delete root.dataset.printing;
  });

  // Change the light at once and keep the choice in the background; without this script the form is sent.
  const toggleTheme = (form) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const theme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
      root.dataset.bsTheme = root.dataset.theme = theme;
      form.elements.theme.value = theme;
      const body = new FormData(form);
      body.append('quiet', '1');
      fetch(form.action, { method: 'POST', body, credentials: 'same-origin' });
    });
  };

  addEventListener('DOMContentLoaded', () => {
    for (const form of document.querySelectorAll('form[data-theme-toggle]')) toggleTheme(form);
    const menu = document.querySelector('[data-nav-toggle]');
    menu?.addEventListener('click', () => {
      const open = document.getElementById('nav').classList.toggle('show');
      menu.setAttribute('aria-expanded', open);
    });
    // Say that work is being done; coming back to the page finds it as it was.
    for (const form of document.querySelectorAll('form[data-busy]')) {
      const busy = document.getElementById(form.dataset.busy);
      const turn = (on) => { busy.hidden = !on; for (const act of form.querySelectorAll('[type=submit]')) act.disabled = on; };
      form.addEventListener('submit', () => turn(true));
      addEventListener('pageshow', () => turn(false));
    }
    for (const pick of document.querySelectorAll('[data-file]')) {
      const name = pick.parentElement.querySelector('[data-file-name]');
      pick.addEventListener('change', () => {
        const names = [...pick.files].map((file) => file.name);
        if (names.length) name.textContent = names.join(' · ');
      });
    }
    for (const print of document.querySelectorAll('[data-print]')) print.addEventListener('click', () => window.print());
    for (const back of document.querySelectorAll('[data-back]')) {
      back.addEventListener('click', (event) => {
        if (history.length < 2) return;
        event.preventDefault();
        history.back();
      });
    }
  });
})();
