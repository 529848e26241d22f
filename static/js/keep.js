/* form[data-keep]: long texts are kept in this browser until the server has them, so that a log-in
   that ran out, a lost network or a closed page costs nobody what they typed. Per person (body
   data-user) and per address of the form; offered again on the next visit, gone when the server
   says by the cookie "saved" that the form was carried out, at log-out, and after a week. */
(function () {
  "use strict";

  const PREFIX = "kept:";
  const WEEK = 7 * 24 * 3600 * 1000;
  const FIELDS = "textarea, input[type=text]";
  const user = document.body.dataset.user;
  if (!user) return;

  /** Run with the browser's storage; a browser that forbids it simply keeps nothing. */
  function stored(act) {
    try {
      return act(window.localStorage);
    } catch (error) {
      return null;
    }
  }

  function pathOf(form) {
    return new URL(form.getAttribute("action") || "", window.location.href).pathname;
  }
  function keyOf(path) { return PREFIX + user + ":" + path; }

  function read(key) {
    return stored(function (box) {
      const entry = JSON.parse(box.getItem(key) || "null");
      return entry && entry.fields && Date.now() - entry.at < WEEK ? entry : null;
    });
  }

  function forget(key) { stored(function (box) { box.removeItem(key); }); }

  /** Drop what `unwanted(key)` says, and everything that is older than a week. */
  function sweep(unwanted) {
    const keys = stored(function (box) {
      return Array.from({ length: box.length }, function (_, n) { return box.key(n); });
    });
    (keys || []).forEach(function (key) {
      if (key.indexOf(PREFIX) === 0 && (unwanted(key) || !read(key))) forget(key);
    });
  }

  function same(one, other) {
    return one.replace(/\r\n/g, "\n").trim() === other.replace(/\r\n/g, "\n").trim();
  }

  function fieldsOf(form) {
    return Array.from(form.querySelectorAll(FIELDS)).filter(function (field) { return field.name && !field.closest("[data-file-list]"); });
  }

  /** Keep what differs from what the page came with; `before` was kept on an earlier visit. */
  function keep(form, key, before) {
    const fields = Object.assign({}, before);
    fieldsOf(form).forEach(function (field) {
      if (!same(field.value, field.defaultValue)) fields[field.name] = field.value;
    });
    if (!Object.keys(fields).length) return forget(key);
    return stored(function (box) { box.setItem(key, JSON.stringify({ at: Date.now(), fields: fields })); });
  }

  function element(tag, css, text) {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, css, act) {
    const made = element("button", "btn btn-sm " + css, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function putBack(form, fields) {
    fieldsOf(form).forEach(function (field) {
      if (typeof fields[field.name] !== "string") return;
      field.value = fields[field.name];
      const folded = field.closest("details");
      if (folded) folded.open = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  /** Show what was kept above the form; it is put back only when the person says so. */
  function offer(form, entry, answered) {
    const when = new Date(entry.at);
    const time = (when.getMonth() + 1) + "月" + when.getDate() + "日 " + String(when.getHours()).padStart(2, "0") + ":" + String(when.getMinutes()).padStart(2, "0");
    const note = element("div", "note note-amber mb4");
    const words = element("div", "grow");
    const shown = element("p", "pre mt1 kept-text", Object.keys(entry.fields).map(function (name) { return entry.fields[name]; }).join("\n"));
    const acts = element("p", "mt2");
    note.setAttribute("role", "status");
    words.appendChild(element("b", "", time + "在这里填写的内容没有保存："));
    words.appendChild(shown);
    acts.appendChild(button("放回表单", "btn-primary", function () {
      answered();
      note.remove();
      putBack(form, entry.fields);
    }));
    acts.appendChild(button("不要了", "ml2", function () {
      answered();
      note.remove();
      keep(form, keyOf(pathOf(form)), {});
    }));
    words.appendChild(acts);
    note.appendChild(words);
    form.insertBefore(note, form.firstChild);
  }

  function start(form) {
    const key = keyOf(pathOf(form));
    const entry = read(key);
    let before = {};
    let timer = 0;
    if (entry) {
      const now = fieldsOf(form);
      Object.keys(entry.fields).forEach(function (name) {
        const field = now.find(function (one) { return one.name === name; });
        if (field && entry.fields[name].trim() && !same(field.value, entry.fields[name])) before[name] = entry.fields[name];
      });
      if (Object.keys(before).length) offer(form, { at: entry.at, fields: before }, function () { before = {}; });
      else forget(key);
    }
    form.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { keep(form, key, before); }, 300);
    });
    form.addEventListener("submit", function () {
      window.clearTimeout(timer);
      keep(form, key, before);
    });
  }

  /** Take the path of the form that was carried out from the cookie, which has then done its work. */
  function savedPath() {
    const found = /(?:^|;\s*)saved=([^;]*)/.exec(document.cookie);
    if (!found) return "";
    document.cookie = "saved=; path=/; max-age=0; samesite=lax";
    return decodeURIComponent(found[1].replace(/^"|"$/g, ""));
  }

  const saved = savedPath();
  sweep(function (key) { return saved !== "" && key === keyOf(saved); });
  document.querySelectorAll("form[data-keep]").forEach(start);
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-forget]")) sweep(function (key) { return key.indexOf(PREFIX + user + ":") === 0; });
  });
})();
