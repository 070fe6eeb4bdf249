import { tellChosen } from "./chooser.js";

// sendWithProgress sends the files of a form and shows how far it is; the page that
// answers takes the place of this one.
export function sendWithProgress() {
  for (const form of document.querySelectorAll("form[data-progress]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}

function send(form) {
  const bar = form.querySelector("progress");
  const status = form.querySelector("[data-status]");
  const request = new XMLHttpRequest();
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = (100 * event.loaded) / event.total;
    status.textContent = Math.round(bar.value) + " %";
    if (event.loaded === event.total) status.textContent = status.dataset.reading;
  });
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) return form.submit(); // something between here and the server has answered
    document.querySelector("main").replaceWith(main);
    tellChosen();
    sendWithProgress();
    (main.querySelector("[data-result]") ?? main).focus();
  });
  request.addEventListener("error", () => form.submit());
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(new FormData(form));
}
