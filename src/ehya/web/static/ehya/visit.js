// What a visit's page does by itself: a button waits until the last change is kept, so that the page
// is no second device to itself; and the phone is asked for its place, when the person wants it.
(() => {
  const sending = (form) => form.classList.contains('htmx-request');

  const waitForWhatIsSent = (form) => {
    form.addEventListener('submit', (event) => {
      if (!sending(form)) return;
      event.preventDefault();
      const { submitter } = event;
      const again = () => setTimeout(() => {
        if (sending(form)) return; // another change was waiting behind it
        form.removeEventListener('htmx:afterRequest', again);
        form.requestSubmit(submitter?.isConnected ? submitter : undefined);
      });
      form.addEventListener('htmx:afterRequest', again);
    });
  };

  const askForThePlace = (form, button) => {
    const wrong = document.querySelector('[data-locate-wrong]');
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
  };

  addEventListener('DOMContentLoaded', () => {
    const form = document.getElementById('visit');
    if (!form) return;
    waitForWhatIsSent(form);
    const button = document.querySelector('[data-locate]');
    if (button && navigator.geolocation) askForThePlace(form, button);
  });
})();
