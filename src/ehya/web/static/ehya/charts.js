// Draws every chart of a page, and draws it again when the light changes.
//
// <div class="vega" data-spec="id-of-a-json-script" role="img" aria-label="The finding in words"></div>
// {{ spec|json_script:"id-of-a-json-script" }}
//
// `data-spec` is the id of a JSON script on the page, or an address that gives the spec as JSON.
// `data-spec-narrow` may name a second spec for screens under 640 px: text is never shrunk.
// No colour stands in a spec: chart-theme.json gives every style its look by day and by night.
// Expressions run in Vega's interpreter, since the page's policy forbids eval.
(() => {
  const root = document.documentElement;
  const script = document.currentScript;
  const narrow = matchMedia('(max-width: 640px)');
  const views = new Map();

  const fetchJson = async (address) => {
    const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };
  const themes = fetchJson(script.dataset.theme);

  const specOf = async (place) => {
    const name = (narrow.matches && place.dataset.specNarrow) || place.dataset.spec;
    const held = document.getElementById(name);
    return held ? JSON.parse(held.textContent) : fetchJson(name);
  };

  const drawOne = async (place) => {
    try {
      const [spec, theme] = await Promise.all([specOf(place), themes]);
      const turn = (views.get(place)?.turn ?? 0) + 1;
      views.get(place)?.result?.finalize();
      views.set(place, { turn });
      const result = await vegaEmbed(place, spec, {
        ast: true,
        expr: vegaInterpreter.expressionInterpreter,
        config: theme[root.dataset.bsTheme === 'dark' ? 'dark' : 'light'],
        renderer: 'svg',
        actions: false,
        defaultStyle: false,
        tooltip: { disableDefaultStyle: true },
      });
      if (views.get(place).turn !== turn) return result.finalize();
      views.set(place, { turn, result });
      // The place itself says the finding; the drawing's parts would only repeat numbers.
      for (const part of place.querySelectorAll('svg')) part.setAttribute('aria-hidden', 'true');
      for (const part of place.querySelectorAll('[role]')) if (part !== place) part.removeAttribute('role');
      place.dataset.drawn = root.dataset.bsTheme;
    } catch (trouble) {
      // The table under the chart says the same; leave its place empty rather than half-drawn.
      place.hidden = true;
      console.error('chart', place.id || place.dataset.spec, trouble);
    }
  };

  const drawAll = () => document.fonts.ready.then(() =>
    Promise.all([...document.querySelectorAll('[data-spec]')].map(drawOne)));

  addEventListener('DOMContentLoaded', async () => {
    // A font nobody has used yet is not loaded, and Vega measures text before it draws.
    await Promise.all(['400 12px', '680 12px'].map((size) => document.fonts.load(`${size} "Vazirmatn Variable"`, 'aآ')));
    await drawAll();
    // While a page is on its way to paper there is no time to draw: the style sheet turns the colours.
    const turned = () => root.dataset.printing || [...views.keys()].every((place) => place.dataset.drawn === root.dataset.bsTheme) || drawAll();
    new MutationObserver(turned).observe(root, { attributeFilter: ['data-bs-theme'] });
    narrow.addEventListener('change', drawAll);
    document.addEventListener('htmx:afterSwap', ({ target }) => target.querySelectorAll('[data-spec]').forEach(drawOne));
  });
})();
