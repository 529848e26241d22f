/* button[data-insert="【限期】"] puts its words where the cursor stands, or stood, in one of the
   fields [data-insert-into]; before any was touched, at the end of the first long one. */
(function () {
  "use strict";

  let last = null;

  document.addEventListener("focusin", function (event) {
    if (event.target.matches("[data-insert-into]")) last = event.target;
  });

  function insert(field, words) {
    const start = last ? field.selectionStart : field.value.length;
    const end = last ? field.selectionEnd : field.value.length;
    field.value = field.value.slice(0, start) + words + field.value.slice(end);
    field.focus();
    field.setSelectionRange(start + words.length, start + words.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-insert]");
    const field = last || document.querySelector("textarea[data-insert-into]");
    if (button && field) insert(field, button.dataset.insert);
  });
})();
