// What a visit's page does by itself: it asks the phone for its place, when the person wants it.
(() => {
  addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('[data-locate]');
    if (!button || !navigator.geolocation) return;
    const wrong = document.querySelector('[data-locate-wrong]');
    const form = document.getElementById('visit');
    button.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      const done = (failed) => { button.disabled = false; wrong.hidden = !failed; };
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(6);
        form.elements.lon.value = coords.longitude.toFixed(6);
        form.elements.off.value = coords.accuracy.toFixed(1);
        form.elements.lat.dispatchEvent(new Event('change', { bubbles: true }));
        done(false);
      }, () => done(true), { enableHighAccuracy: true, timeout: 20000 });
    });
  });
})();
