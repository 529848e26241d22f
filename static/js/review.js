/* Review by keyboard: J next, K previous, A accept, R return; 1–9 tick a reason of a return.
   The queue is a list of links [data-queue] a, the current one has aria-current on its li. */
(function () {
  "use strict";

  function typing(target) {
    return Boolean(target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"));
  }

  function step(by) {
    const links = Array.from(document.querySelectorAll("[data-queue] li > a"));
    if (!links.length) return;
    const at = links.findIndex(function (link) { return link.parentElement.hasAttribute("aria-current"); });
    const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next && next !== links[at]) next.click();
    else if (window.fachuang) window.fachuang.say(by > 0 ? "已经是最后一项" : "已经是第一项");
  }

  function press(name) {
    const button = document.querySelector('[data-review="' + name + '"]');
    if (button && !button.disabled) button.click();
  }

  /** A return needs its reason: go there first, send only when something stands there. */
  function giveBack() {
    const reason = document.querySelector("[data-review-reason]");
    const ticked = document.querySelector("[data-reason]:checked");
    if (reason && !reason.value.trim() && !ticked) {
      reason.focus();
      if (window.fachuang) window.fachuang.toast("退回修改要先写明原因，或点选一个常用原因。", "warning");
      return;
    }
    press("return");
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "a") press("accept");
    else if (key === "r") giveBack();
    else if (/^[1-9]$/.test(key)) {
      const box = document.querySelectorAll("[data-reason]")[Number(key) - 1];
      if (box) box.click();
    } else return;
    event.preventDefault();
  });

  /* On a phone the form folds behind its two buttons, so that the statement can be read. What needs
     words unfolds it first: a return, an acceptance in a lead's place, text that was put back. */
  const form = document.querySelector(".rv-act");
  function unfold() { form.classList.remove("folded"); }
  if (form && window.matchMedia("(max-width: 640px)").matches && !form.querySelector(".note-error")) {
    form.classList.add("folded");
    form.addEventListener("input", unfold);
    form.addEventListener("click", function (event) {
      const button = event.target.closest("button[data-review]");
      if (!button || !form.classList.contains("folded")) return;
      const first = form.querySelector("#in_place") || (button.dataset.review === "return" ? form.querySelector("[data-review-reason]") : null);
      if (!first) return;
      event.preventDefault();
      unfold();
      first.focus();
      form.scrollIntoView({ block: "end" });
    });
  }

  const current = document.querySelector("[data-queue] li[aria-current]");
  if (current && current.scrollIntoView) current.scrollIntoView({ block: "nearest" });
})();
