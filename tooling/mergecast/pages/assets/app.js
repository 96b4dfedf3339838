"use strict";
// Without this script the pages still show everything, in the zone they were made for.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  const kept = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* private */ } },
  };

  const looks = ["", "dark", "light"];
  const wear = (look) => { if (look) root.dataset.look = look; else delete root.dataset.look; };
  wear(kept.get("look"));
  document.getElementById("look").addEventListener("click", () => {
    const next = looks[(looks.indexOf(root.dataset.look ?? "") + 1) % looks.length];
    kept.set("look", next);
    wear(next);
  });

  const language = root.lang;
  const parts = (at, zone) => {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    return Object.fromEntries(format.formatToParts(at).map((one) => [one.type, one.value]));
  };
  const weekday = (at, zone) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "short" }).format(at);

  const days = new Map();
  for (const day of document.querySelectorAll("[data-day]")) {
    days.set(day.dataset.day, day);
  }
  const place = (item, zone) => {
    const told = parts(new Date(item.dataset.at), zone);
    const day = days.get(`${told.year}-${told.month}-${told.day}`);
    item.hidden = day === undefined;
    day?.querySelector(".posts").append(item);
  };
  const arrange = () => {
    for (const day of days.values()) {
      const seen = day.querySelectorAll(".item:not([hidden])");
      day.classList.toggle("empty", seen.length === 0);
    }
  };
  const show = (zone) => {
    for (const time of document.querySelectorAll("[data-clock], [data-moment]")) {
      const at = new Date(time.dateTime);
      const told = parts(at, zone);
      const clock = `${told.hour}:${told.minute}`;
      const day = `${weekday(at, zone)} ${told.year}-${told.month}-${told.day}`;
      time.textContent = "moment" in time.dataset ? `${day} ${clock}` : clock;
      if (time.title) time.title = zone;
    }
    if (days.size) {
      const items = [...document.querySelectorAll(".grid .item")];
      items.sort((one, other) => one.dataset.at.localeCompare(other.dataset.at));
      for (const item of items) place(item, zone);
      sift();
    }
    document.getElementById("shown-zone").textContent = zone;
  };

  const filters = [...document.querySelectorAll("[data-filter]")];
  const wanted = (item) => filters.every((filter) => {
    if (!filter.value) return true;
    const name = filter.dataset.filter;
    if (name === "account") return item.dataset.accounts.split(" ").includes(filter.value);
    return item.dataset[name] === filter.value;
  });
  const sift = () => {
    for (const item of document.querySelectorAll(".grid .item")) {
      item.hidden = !wanted(item);
    }
    arrange();
  };
  for (const filter of filters) filter.addEventListener("change", sift);

  const zones = document.getElementById("zone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  zones.addEventListener("change", () => {
    kept.set("zone", zones.value || "own");
    show(zones.value || own);
  });
  const before = kept.get("zone");
  if (before === "own" || [...zones.options].some((one) => one.value === before)) {
    zones.value = before === "own" ? "" : before;
    show(zones.value || own);
  }

  let opener = null;
  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) opener = chip;
    else if (event.target.classList.contains("sheet")) close();
  });
  const close = () => {
    history.pushState(null, "", "#title");
    location.replace("#title");
    opener?.focus();
  };
  addEventListener("hashchange", () => {
    const sheet = document.querySelector(".sheet:target");
    if (sheet) sheet.focus();
    else opener?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && document.querySelector(".sheet:target")) close();
    if (/^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (way && !document.querySelector(".sheet:target")) {
      document.querySelector(`a[rel="${way}"]`)?.click();
    }
  });
})();
