"use strict";
// Without this script the pages still show everything, in the zone they were made for.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const kept = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* private */ } },
  };

  // Dark or light: the machine's choice until there is one of the reader's.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wear = (look) => { if (look) root.dataset.look = look; else delete root.dataset.look; };
  wear(kept.get("look"));
  document.getElementById("look").addEventListener("click", () => {
    const now = root.dataset.look || (dark.matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    kept.set("look", next);
    wear(next);
  });

  // A preview may be looked at in the other light, too.
  const press = (stand, look) => {
    stand.querySelector(".previews").dataset.worn = look;
    for (const button of all("[data-wear]", stand)) {
      button.setAttribute("aria-pressed", String(button.dataset.wear === look));
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-wear]");
    if (button) press(button.closest(".stand"), button.dataset.wear);
  });

  // A description of a picture is shown as soon as the keyboard comes to it.
  document.addEventListener("focusin", (event) => {
    const about = event.target.matches(".alt summary:focus-visible") ? event.target.parentElement : null;
    for (const open of all(".alt[open][data-focus]")) {
      if (open !== about) { open.open = false; delete open.dataset.focus; }
    }
    if (about && !about.open) { about.open = true; about.dataset.focus = ""; }
  });

  // On a phone the pages' names are wider than it is: the one at hand is in sight.
  const here = document.querySelector(".tabs [aria-current]");
  here?.closest(".tabs").scrollTo({ left: here.offsetLeft - 60, behavior: "instant" });

  const language = root.lang;
  const formats = new Map();
  const format = (zone, name, options, tongue = "en-CA") => {
    const key = `${zone} ${name}`;
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(tongue, { timeZone: zone, ...options }));
    return formats.get(key);
  };
  const parts = (at, zone) => {
    const made = format(zone, "parts", {
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    return Object.fromEntries(made.formatToParts(at).map((one) => [one.type, one.value]));
  };
  const weekday = (at, zone) => format(zone, "weekday", { weekday: "short" }, language).format(at);
  const short = (at, zone) => {
    const told = parts(at, zone);
    if (language === "zh") return `${Number(told.month)}月${Number(told.day)}日`;
    return `${Number(told.day)} ${format(zone, "month", { month: "short" }, "en-GB").format(at).slice(0, 3)}`;
  };

  const days = new Map(all("[data-day]").map((day) => [day.dataset.day, day]));
  const items = all("[data-day] .item");
  const dates = new Map();
  const shows = {
    clock: (at, told) => `${told.hour}:${told.minute}`,
    moment: (at, told, zone) => `${weekday(at, zone)} ${told.year}-${told.month}-${told.day} ${told.hour}:${told.minute}`,
    short: (at, told, zone) => `${weekday(at, zone)} ${short(at, zone)} ${told.hour}:${told.minute}`,
  };
  const day = (told) => `${told.year}-${told.month}-${told.day}`;
  const show = (zone) => {
    for (const time of all("[data-clock], [data-moment], [data-short]")) {
      const at = new Date(time.dateTime);
      const kind = Object.keys(shows).find((name) => name in time.dataset);
      time.textContent = shows[kind](at, parts(at, zone), zone);
      if (time.title) time.title = zone;
    }
    items.sort((one, other) => one.dataset.at.localeCompare(other.dataset.at));
    for (const item of items) {
      dates.set(item, day(parts(new Date(item.dataset.at), zone)));
      days.get(dates.get(item))?.querySelector(".posts").append(item);
    }
    document.getElementById("shown-zone").textContent = zone;
  };
  // Pages may be opened days after they were made: what is today, and who is on duty, is known here.
  const present = (zone) => {
    const now = new Date();
    const today = day(parts(now, zone));
    for (const [date, place] of days) place.classList.toggle("today", date === today);
    const turns = all(".turn");
    for (const turn of turns) {
      const on = new Date(turn.dataset.start) <= now && now < new Date(turn.dataset.end);
      turn.classList.toggle("is-now", on);
    }
    const unknown = document.querySelector(".duty .unknown");
    if (unknown) unknown.hidden = !turns.length || turns.some((turn) => turn.classList.contains("is-now"));
    for (const clock of all("[data-local]")) {
      const told = parts(now, clock.dataset.local || "UTC");
      clock.textContent = `${told.hour}:${told.minute}`;
    }
  };

  const filters = all("[data-filter]");
  const wanted = (item) => filters.every((filter) => {
    if (!filter.value) return true;
    const name = filter.dataset.filter;
    if (name === "account") return item.dataset.accounts.split(" ").includes(filter.value);
    return item.dataset[name] === filter.value;
  });
  const sift = () => {
    const seen = new Set();
    for (const item of items) {
      item.hidden = !wanted(item) || !days.has(dates.get(item) ?? item.closest("[data-day]").dataset.day);
      if (!item.hidden) seen.add(item.closest("[data-day]"));
    }
    for (const place of days.values()) place.classList.toggle("empty", !seen.has(place));
  };
  const count = document.querySelector("[data-count]");
  const tell = () => {
    const seen = items.filter((item) => !item.hidden).length;
    if (count) count.textContent = count.dataset.count.replace("{count}", seen);
  };
  for (const filter of filters) filter.addEventListener("change", () => { sift(); tell(); });

  const zones = document.getElementById("zone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const turn = (zone) => { show(zone); present(zone); sift(); };
  zones.addEventListener("change", () => {
    kept.set("zone", zones.value || "own");
    turn(zones.value || own);
  });
  const before = kept.get("zone");
  if (before === "own" || [...zones.options].some((one) => one.value && one.value === before)) {
    zones.value = before === "own" ? "" : before;
  }
  if ((zones.value || own) === document.body.dataset.home) present(zones.value || own);
  else turn(zones.value || own);
  sift();

  // A post that is open is all that there is, until it is closed.
  let opener = null;
  const behind = () => [...all("header.top, .alerts, footer"), ...all("main > :not(.sheets)")];
  const opened = () => document.querySelector(".sheet:target");
  const settle = () => {
    const sheet = opened();
    for (const each of behind()) each.inert = Boolean(sheet);
    root.classList.toggle("still", Boolean(sheet));
    if (!sheet) { opener?.focus(); return; }
    for (const stand of all(".stand", sheet)) {
      if (!stand.querySelector("[aria-pressed]")) {
        press(stand, root.dataset.look || (dark.matches ? "dark" : "light"));
      }
    }
    sheet.focus();
  };
  const close = () => { location.hash = "#title"; };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".chip, .small");
    if (link) opener = link;
    else if (event.target.classList.contains("sheet")) close();
  });
  // On a phone the days are a long list: today is led to there.
  const seek = () => {
    if (location.hash !== "#today") return;
    const block = innerWidth > 760 ? "nearest" : "start";
    document.querySelector(".day.today")?.scrollIntoView({ block, behavior: "instant" });
  };
  addEventListener("load", seek);
  addEventListener("hashchange", seek);
  for (const link of all(".step-now")) link.addEventListener("click", () => setTimeout(seek));
  addEventListener("hashchange", settle);
  addEventListener("load", settle);

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && opened()) { close(); return; }
    if (event.target.closest("select, input, textarea, .wide")) return;
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (way && !opened()) document.querySelector(`a[rel="${way}"]`)?.click();
  });
})();
