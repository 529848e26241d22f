/* What every page needs: htmx with our rules, answers of the server in words, copying,
   keyboard, confirmation. The pages also work without it. */
(function () {
  "use strict";

  const LOST = "网络没有连上，刚填的内容还在页面上，请稍后再试。";
  const BROKEN = "系统出错了，这一步没有办成。请稍后再试；仍不行，请告诉系统管理员。";
  const LOGGED_OUT = "登录已过期，请刷新页面重新登录；刚填的内容请先复制出来。";

  /** Tell a screen reader something that is seen elsewhere on the page. */
  function say(text) {
    const live = document.getElementById("live");
    if (!live) return;
    live.textContent = "";
    window.setTimeout(function () { live.textContent = text; }, 30);
  }

  /** Show a sentence at the corner; errors stay until closed, the rest goes after 5 seconds. */
  function toast(text, kind) {
    const box = document.getElementById("toast");
    if (!box) return;
    const note = document.createElement("div");
    const words = document.createElement("div");
    const close = document.createElement("button");
    note.className = "note note-" + (kind || "info");
    words.textContent = text;
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", "关闭这条提示");
    close.addEventListener("click", function () { note.remove(); });
    note.appendChild(words);
    note.appendChild(close);
    box.textContent = "";
    box.appendChild(note);
    if (kind !== "error") window.setTimeout(function () { note.remove(); }, 5000);
  }

  /** The sentence of an answer: JSON detail, an element with data-message, or plain text. */
  function sentence(xhr) {
    const type = xhr.getResponseHeader("Content-Type") || "";
    const body = xhr.responseText || "";
    if (type.indexOf("json") >= 0) {
      try {
        const data = JSON.parse(body);
        return String(data.detail || data.message || "");
      } catch (error) {
        return "";
      }
    }
    if (type.indexOf("html") >= 0) {
      const page = new DOMParser().parseFromString(body, "text/html");
      const found = page.querySelector("[data-message]") || page.querySelector(".error");
      return found ? found.textContent.trim() : "";
    }
    return body.length < 300 ? body.trim() : "";
  }

  document.addEventListener("htmx:configRequest", function (event) {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });

  document.addEventListener("htmx:responseError", function (event) {
    const xhr = event.detail.xhr;
    const words = sentence(xhr) || (xhr.status === 401 ? LOGGED_OUT : BROKEN);
    toast(words, "error");
  });
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () { toast(LOST, "error"); });
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    const target = event.detail.target;
    const words = target && target.getAttribute("data-say");
    if (words) say(words);
  });

  /* data-copy="#id" copies that element's text (or value), data-copy-text="…" the words given. */
  function copied(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    return new Promise(function (resolve, reject) {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "sr";
      document.body.appendChild(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (done) resolve();
      else reject(new Error("copy"));
    });
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy], [data-copy-text]");
    if (!button) return;
    const source = button.dataset.copy && document.querySelector(button.dataset.copy);
    const text = source ? (source.value === undefined ? source.textContent.trim() : source.value) : button.dataset.copyText;
    if (text === undefined) return;
    copied(text).then(
      function () { toast("已复制，可以粘贴了。", "success"); say("已复制"); },
      function () { toast("没有复制成功，请选中文字后按 Ctrl+C。", "error"); }
    );
  });

  /* data-confirm asks first. Captured, so that nothing else hears an event that was called off. */
  function ask(event, element) {
    if (element && !window.confirm(element.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
  document.addEventListener("submit", function (event) {
    ask(event, event.target.closest("form[data-confirm]"));
  }, true);
  document.addEventListener("click", function (event) {
    ask(event, event.target.closest("a[data-confirm], button[data-confirm]"));
  }, true);

  /* data-once: a second press does not send the form twice. The name of the pressed button is
     still sent, because it is switched off only after the browser has gathered the form. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    window.setTimeout(function () {
      form.querySelectorAll("button[type=submit]").forEach(function (button) { button.disabled = true; });
    }, 0);
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-once] button[type=submit]").forEach(function (button) { button.disabled = false; });
  });

  /* data-key="/" focuses a field, presses a button or follows a link, but never while typing. */
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const found = Array.from(document.querySelectorAll("[data-key]")).find(function (element) {
      return element.dataset.key.toLowerCase() === event.key.toLowerCase() && !element.disabled && element.offsetParent !== null;
    });
    if (!found) return;
    event.preventDefault();
    if (found.matches("input:not([type=checkbox]), textarea, select")) found.focus();
    else found.click();
  });

  /* a menu closes when one looks elsewhere */
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  /* data-check-all="name" ticks the rows; [data-picked] says how many, [data-needs-pick] waits for one */
  function picked(form) {
    form.classList.add("picking");
    const boxes = Array.from(form.querySelectorAll("tbody input[type=checkbox]"));
    const count = boxes.filter(function (box) {
      const row = box.closest("tr");
      if (row) row.classList.toggle("on", box.checked);
      return box.checked;
    }).length;
    form.querySelectorAll("[data-picked]").forEach(function (place) { place.textContent = String(count); });
    form.querySelectorAll("[data-needs-pick]").forEach(function (part) {
      if (part.matches("button")) part.disabled = count === 0;
      else part.hidden = count === 0;
    });
  }
  document.addEventListener("change", function (event) {
    const form = event.target.form;
    if (event.target.matches("[data-submit]") && form) {
      if (form.requestSubmit) form.requestSubmit();
      else form.submit();
      return;
    }
    if (!form || !form.matches("[data-pick]")) return;
    if (event.target.matches("[data-check-all]")) {
      form.querySelectorAll("tbody input[type=checkbox]").forEach(function (box) {
        if (!box.disabled) box.checked = event.target.checked;
      });
    }
    picked(form);
  });
  function pickedEverywhere() { document.querySelectorAll("form[data-pick]").forEach(picked); }
  pickedEverywhere();
  /* the browser puts ticks back after this script ran, and takes them off after the event */
  window.addEventListener("pageshow", pickedEverywhere);
  document.addEventListener("reset", function () { window.setTimeout(pickedEverywhere, 0); });

  /* six filters would fill the first screen of a phone */
  if (window.matchMedia("(max-width: 640px)").matches) {
    document.querySelectorAll("[data-fold-on-phone]").forEach(function (details) { details.open = false; });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
    const back = event.target.closest("[data-back]");
    if (back && window.history.length > 1) {
      event.preventDefault();
      window.history.back();
    }
  });

  window.fachuang = { say: say, toast: toast };
})();
