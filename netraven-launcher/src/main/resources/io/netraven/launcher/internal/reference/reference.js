
"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const every = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  const form = document.querySelector("form");
  const input = byId("page:search");
  const hits = byId("page:hits");
  const theme = byId("page:theme");
  const articles = every("article");

  /* What works with this program alone is not shown without it. */
  form.hidden = false;
  theme.hidden = false;

  /* Light and dark */
  const remembered = {
    read() {
      try { return localStorage.getItem("schema-theme"); } catch { return null; }
    },
    write(value) {
      try { localStorage.setItem("schema-theme", value); } catch { /* A file of its own may not remember. */ }
    },
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  const known = remembered.read();
  if (known === "light" || known === "dark") {
    root.dataset.theme = known;
  }
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remembered.write(root.dataset.theme);
    nameTheme();
  });
  system.addEventListener("change", nameTheme);
  nameTheme();

  /* Search: whole tables stay where anything in them is found. */
  const search = () => {
    const wanted = input.value.trim().toLowerCase();
    const found = new Set();
    let count = 0;
    for (const article of articles) {
      let here = 0;
      for (const text of every(".find", article)) {
        const hit = wanted !== "" && text.textContent.toLowerCase().includes(wanted);
        text.classList.toggle("hit", hit);
        here += hit ? 1 : 0;
      }
      article.hidden = wanted !== "" && here === 0;
      if (here > 0) {
        found.add(article.dataset.table);
      }
      count += here;
    }
    for (const area of every(".areas > .area")) {
      area.hidden = every("article", area).every((article) => article.hidden);
    }
    for (const drawing of every(".diagram")) {
      drawing.classList.toggle("searching", wanted !== "");
      every(".table", drawing).forEach((table) => table.classList.toggle("found", found.has(table.dataset.table)));
    }
    every("nav li").forEach((item) => item.classList.toggle("gone", wanted !== "" && !found.has(item.dataset.table)));
    document.querySelector(".nothing").hidden = wanted === "" || count > 0;
    const tables = found.size === 1 ? "1 table" : `${found.size} tables`;
    hits.textContent = wanted === "" ? "" : `${count === 1 ? "1 hit" : `${count} hits`} in ${tables}`;
  };
  const clear = () => {
    input.value = "";
    search();
  };
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("article:not([hidden])")?.scrollIntoView();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "Escape") {
      clear();
      input.blur();
    }
  });

  /* A link to what the search has hidden ends the search. */
  document.addEventListener("click", (event) => {
    const href = event.target.closest("a")?.getAttribute("href") ?? "";
    const target = href.startsWith("#") ? byId(href.slice(1)) : null;
    if (target?.closest("[hidden]")) {
      clear();
    }
  });

  /* A table's lines and neighbours, while it is pointed at or has the focus. */
  const trace = (drawing, name) => {
    drawing.classList.toggle("tracing", name !== null);
    const near = new Set([name]);
    for (const link of every(".link", drawing)) {
      const { from, to } = link.dataset;
      const hot = name !== null && (from === name || to === name);
      link.classList.toggle("hot", hot);
      if (hot) {
        near.add(from).add(to);
      }
    }
    every(".table", drawing).forEach((table) => table.classList.toggle("near", near.has(table.dataset.table)));
  };
  for (const drawing of every(".diagram")) {
    for (const table of every(".table", drawing)) {
      table.addEventListener("pointerenter", () => trace(drawing, table.dataset.table));
      table.addEventListener("pointerleave", () => trace(drawing, null));
      table.addEventListener("focusin", () => trace(drawing, table.dataset.table));
      table.addEventListener("focusout", () => trace(drawing, null));
    }
  }
})();
