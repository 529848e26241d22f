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

  /* To write, tick a reason or look into the proof is to begin: from then on the unit cannot take
     the hand-in back. Sent so that it arrives even when the click leads to another page. */
  const starter = document.querySelector("[data-review-begin]");
  let begun = !starter;
  function begin() {
    if (begun) return;
    begun = true;
    fetch(starter.action, { method: "POST", body: new FormData(starter), credentials: "same-origin", redirect: "manual", keepalive: true })
      .then(function () {
        const said = document.createElement("span");
        said.className = "end sm muted nw";
        said.textContent = "审核中";
        starter.replaceWith(said);
      })
      .catch(function () { begun = false; });
  }
  if (starter) {
    starter.addEventListener("submit", function (event) { event.preventDefault(); begin(); });
    document.querySelector(".rv-act").addEventListener("input", begin);
    document.querySelector(".rv-p").addEventListener("click", function (event) {
      if (event.target.closest("a, button, summary")) begin();
    });
  }

  /* 缺××年度 goes out with the year in it: put the words ready, the cursor where the year belongs. */
  const yearless = document.querySelector("[data-reason][value=year_missing]");
  const words = document.querySelector("[data-review-reason]");
  if (yearless && words) yearless.addEventListener("change", function () {
    if (!yearless.checked || /(19|20)\d{2}/.test(words.value)) return;
    const before = words.value.trim() ? words.value.trim() + "；缺" : "缺";
    words.value = before + "年度";
    words.focus();
    words.setSelectionRange(before.length, before.length);
    if (window.fachuang) window.fachuang.say("请写明缺哪个年度");
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
  /* Where the queue stands beside the hand-in; below it on a narrow screen, nothing is to move. */
  const beside = window.matchMedia("(min-width: 1101px)").matches;
  if (beside && current && current.scrollIntoView) current.scrollIntoView({ block: "nearest" });
})();
