"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const versions = new Map(data.versions.map((version) => [version.name, version]));
  const signs = { never: "○", always: "●", where: "◐" };
  const small = matchMedia("(max-width: 720px)");
  let pinned = null;

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function fill(select, pairs) {
    select.replaceChildren(...pairs.map(([value, text]) => make("option", { value, textContent: text })));
  }

  // What is chosen, and the address that remembers it.

  function chosen() {
    const version = at("version").value;
    const other = at("other").value === version ? "" : at("other").value;
    const roles = [...at("roles").querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value);
    return {
      version,
      other,
      type: at("type").value,
      clause: at("clause").value.trim().toUpperCase(),
      changed: other !== "" && at("changed").checked,
      inline: at("inline").checked || small.matches || roles.length <= 2,
      roles,
    };
  }

  function remember(view) {
    const words = new URLSearchParams();
    for (const name of ["version", "other", "type", "clause"]) if (view[name]) words.set(name, view[name]);
    if (view.roles.length < data.roles.length) words.set("roles", view.roles.join(" "));
    if (at("changed").checked) words.set("changed", "1");
    if (at("inline").checked) words.set("inline", "1");
    history.replaceState(null, "", `#${words}`);
  }

  function restore() {
    const words = new URLSearchParams(location.hash.slice(1));
    at("version").value = versions.has(words.get("version")) ? words.get("version") : data.active;
    at("other").value = versions.has(words.get("other")) ? words.get("other") : "";
    at("type").value = words.get("type") in data.fields ? words.get("type") : "";
    at("clause").value = words.get("clause") ?? "";
    at("changed").checked = words.has("changed");
    at("inline").checked = words.has("inline");
    // One role fills a small screen; the others are a touch away.
    const roles = words.get("roles")?.split(" ") ?? (small.matches ? data.roles.slice(0, 1) : data.roles);
    for (const box of at("roles").querySelectorAll("input")) box.checked = roles.includes(box.value);
  }

  // What the data say of a cell.

  function readings(version, kind, field, role) {
    const place = data.matrix[version][kind][data.fields[kind].indexOf(field)][data.roles.indexOf(role)];
    return data.cells[place].map(([purposes, said, rules]) => {
      const [state, ways, seen] = data.said[said];
      return { purposes, said, rules, state, ways, seen };
    });
  }

  // For which purposes a cell opens and for which it closes, from the other notice to this one; null: for none.
  function change(view, kind, field, role) {
    if (!view.other) return null;
    const cell = `${kind}.${field} ${role}`;
    const forth = data.changes[`${view.other} ${view.version}`];
    const found = forth ? forth[cell] : data.changes[`${view.version} ${view.other}`][cell];
    if (!found) return null;
    const ways = (place) => found.filter((one) => one[place] !== null).map((one) => ({ purpose: one[0], text: one[place] }));
    return forth ? { opens: ways(1), closes: ways(2) } : { opens: ways(2), closes: ways(1) };
  }

  function cites(cell, clause) {
    return cell.some((one) => one.rules.some((rule) => data.rules[rule].clauses.some((id) => id.startsWith(clause))));
  }

  function exists(version, role) {
    return versions.get(version).purposes[role].length > 0;
  }

  function purposes(list) {
    const named = list.filter((purpose) => purpose !== null);
    const parts = named.length ? [`with purpose ${named.join(" or ")}`] : [];
    return [...parts, ...(list.includes(null) ? ["without a purpose"] : [])].join(" and ");
  }

  // Drawing.

  function sentence(one) {
    return `${one.seen ? "of those that are seen, " : ""}${one.ways.join("; or ")}`;
  }

  function drawn(one, numbers, view) {
    const said = make("span", { className: `said ${one.state}` });
    said.append(make("i", { ariaHidden: "true", textContent: signs[one.state] }), ` ${one.state}`);
    if (one.state !== "where") return [said];
    if (!numbers.has(one.said)) numbers.set(one.said, numbers.size + 1);
    const number = numbers.get(one.said);
    said.append(" ", make("b", { className: "number", textContent: number }));
    return view.inline ? [said, make("span", { className: "ways", textContent: sentence(one) })] : [said];
  }

  // A long name may be broken where two of its words meet.
  function breakable(text) {
    return text.split(/(?<=_)/).flatMap((part, place) => (place ? [make("wbr"), part] : [part]));
  }

  function stack(cell, numbers, view) {
    return cell.flatMap((one, place) => {
      const name = place > 0 ? make("span", { className: "purpose" }, ...breakable(`${purposes(one.purposes)}:`)) : null;
      return [name, ...drawn(one, numbers, view)].filter(Boolean);
    });
  }

  // What opens and what closes; purposes for which the same opens are one line, with its condition where asked for.
  function marks(view, role, found, { conditions = false } = {}) {
    const every = new Set([view.other, view.version].flatMap((version) => versions.get(version).purposes[role]));
    return [["opens", "▲"], ["closes", "▼"]].flatMap(([name, sign]) => {
      const groups = Map.groupBy(found[name], (one) => (conditions ? one.text : 0));
      return [...groups].map(([text, ways]) => {
        const whom = ways.length < every.size ? ` ${purposes(ways.map((one) => one.purpose))}` : "";
        const mark = make("span", { className: `mark ${name}` }, ...breakable(`${sign} ${name}${whom}`));
        return conditions ? make("p", {}, mark, data.texts[text]) : mark;
      });
    });
  }

  // Fields that are alike for all roles shown are one line, and so are actions.
  function groups(view, kind) {
    const found = new Map();
    for (const field of data.fields[kind]) {
      const places = [view.version, view.other || view.version].map((version) =>
        view.roles.map((role) => data.matrix[version][kind][data.fields[kind].indexOf(field)][data.roles.indexOf(role)]),
      );
      const marked = view.roles.map((role) => change(view, kind, field, role));
      const key = field === "id" ? field : JSON.stringify([places, marked, field.endsWith("()")]);
      found.set(key, [...(found.get(key) ?? []), field]);
    }
    return [...found.values()];
  }

  // Whether a cell is not what is asked for.
  function aside(view, kind, field, role) {
    const shown = [view.version, ...(view.other ? [view.other] : [])].flatMap((version) => readings(version, kind, field, role));
    return (view.clause && !cites(shown, view.clause)) || (view.changed && !change(view, kind, field, role));
  }

  function cellOf(view, kind, field, role, numbers) {
    const now = readings(view.version, kind, field, role);
    const found = change(view, kind, field, role);
    const td = make("td", { tabIndex: -1 });
    Object.assign(td.dataset, { kind, field, role: role });
    if (found) {
      const was = readings(view.other, kind, field, role);
      const concerned = new Set([...found.opens, ...found.closes].map((one) => one.purpose));
      // Each side shows what is read for the purposes concerned; the others read the same as before.
      const side = (version, cell) => {
        const ways = cell
          .map((one) => ({ ...one, purposes: one.purposes.filter((purpose) => concerned.has(purpose)) }))
          .filter((one) => one.purposes.length);
        const parts = ways.flatMap((one) => [
          ways.length > 1 ? make("span", { className: "purpose" }, ...breakable(`${purposes(one.purposes)}:`)) : null,
          ...drawn(one, numbers, view),
        ]);
        const absent = make("span", { className: "said never", textContent: "— not possible" });
        return make("div", {}, make("span", { className: "side", textContent: version }), ...(parts.length ? parts : [absent]));
      };
      const sides = make("div", { className: "pair" }, side(view.other, was), side(view.version, now));
      td.append(...marks(view, role, found), sides);
      td.classList.add("changed", found.opens.length ? "gains" : "loses");
      td.dataset.said = [...was, ...now].map((one) => one.said).join(" ");
    } else {
      td.append(make("div", {}, ...stack(now, numbers, view)));
      td.dataset.said = now.map((one) => one.said).join(" ");
      if (now.every((one) => one.state === "always")) td.classList.add("all-always");
      if (now.every((one) => one.state === "never")) td.classList.add("all-never");
    }
    if (aside(view, kind, field, role)) td.classList.add("dim");
    return td;
  }

  function conditions(numbers) {
    return [...numbers].map(([said, number]) => {
      const [, ways, seen] = data.said[said];
      const item = make("li", {}, make("b", { className: "number", textContent: number }));
      item.dataset.said = said;
      item.append(seen ? "of those that are seen, where " : "where ");
      ways.forEach((way, place) => {
        if (place) item.append("; ", make("span", { className: "or", textContent: "or" }), " ");
        item.append(way);
      });
      return item;
    });
  }

  function sectionOf(all, kind) {
    // With only what differs, a role for which nothing differs here has no column.
    const differs = (role) => data.fields[kind].some((field) => change(all, kind, field, role));
    const view = all.changed ? { ...all, roles: all.roles.filter(differs) } : all;
    const numbers = new Map();
    const rows = [];
    for (const fields of groups(view, kind)) {
      if (view.roles.every((role) => aside(view, kind, fields[0], role))) continue;
      const cells = view.roles.map((role) => cellOf(view, kind, fields[0], role, numbers));
      for (const cell of cells) cell.dataset.fields = fields.join(" ");
      const name = fields[0] === "id" ? "the row itself" : fields.join(", ");
      rows.push(make("tr", { className: fields[0] === "id" ? "itself" : "" }, make("th", { scope: "row", textContent: name }), ...cells));
    }
    if (!rows.length) return null;
    const heads = view.roles.map((role) =>
      make("th", { scope: "col", textContent: role.replaceAll("_", " "), title: exists(view.version, role) ? "" : "not under this notice" }),
    );
    const table = make("table", { ariaLabel: `${kind}: fields by role` });
    table.setAttribute("role", "grid");
    table.append(make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: kind }), ...heads)));
    table.append(make("tbody", {}, ...rows));
    table.querySelector("td").tabIndex = 0;
    const list = make("ol", { className: view.inline ? "conditions said-already" : "conditions" }, ...conditions(numbers));
    return make("section", {}, make("h2", { textContent: kind }), make("div", { className: "scroll" }, table), list);
  }

  function about(view) {
    const version = versions.get(view.version);
    const other = versions.get(view.other);
    const parts = [make("h2", { textContent: `About ${version.name}` })];
    const list = (pairs) => make("dl", {}, ...pairs.flatMap(([term, ...rest]) => [make("dt", {}, term), make("dd", {}, ...rest)]));
    const clauses = (ids) => ids.map((id) => make("span", { className: "clause", textContent: id }));
    parts.push(make("h3", { textContent: "What this notice chooses, where notices differ" }));
    parts.push(
      list(
        Object.entries(version.switches).map(([name, one]) => {
          const was = other && other.switches[name].value !== one.value ? other.switches[name].value : null;
          const text = was ? make("span", { className: "differs", textContent: `${other.name} has ${was}. ` }) : "";
          return [`${name.replaceAll("_", " ")}: ${one.value}`, text, `${one.meaning} `, ...clauses(one.clauses)];
        }),
      ),
    );
    if (version.deviations.length) {
      parts.push(make("h3", { textContent: "Where the policy is stricter than the text, on purpose" }));
      parts.push(list(version.deviations.map((one) => [one.text, `${one.reason} `, ...clauses(one.clauses)])));
    }
    parts.push(make("h3", { textContent: "Words" }), list(version.words));
    return parts;
  }

  function summary(view) {
    const shown = view.roles.length === data.roles.length ? "All roles." : `${view.roles.length} of ${data.roles.length} roles.`;
    const absent = view.roles.filter((role) => !exists(view.version, role));
    const parts = [shown, absent.length ? `Not under this notice: ${absent.join(", ")}.` : "", view.clause ? `Rules that cite ${view.clause}.` : ""];
    if (view.other) {
      const kinds = view.type ? [view.type] : Object.keys(data.fields);
      const all = kinds.flatMap((kind) => data.fields[kind].flatMap((field) => view.roles.map((role) => change(view, kind, field, role))));
      const count = (name) => all.reduce((sum, found) => sum + (found ? found[name].length : 0), 0);
      parts.unshift(`From ${view.other} to ${view.version}: ${count("opens")} cells open, ${count("closes")} close.`);
    }
    return parts.filter(Boolean).join(" ");
  }

  function draw() {
    const view = chosen();
    const version = versions.get(view.version);
    at("title").textContent = `${version.title} · notice ${version.notice} · version ${version.name}`;
    at("changed-label").hidden = !view.other;
    at("summary").textContent = summary(view);
    const kinds = view.type ? [view.type] : Object.keys(data.fields);
    const sections = view.roles.length ? kinds.map((kind) => sectionOf(view, kind)).filter(Boolean) : [];
    at("matrix").replaceChildren(...(sections.length ? sections : [make("p", { className: "empty", textContent: "Nothing is like that." })]));
    at("about").replaceChildren(...about(view));
    hide();
    remember(view);
  }

  // The card of a cell.

  function explain(version, kind, field, role) {
    if (!exists(version, role)) return [make("p", { textContent: "This role does not exist under this notice." })];
    const all = readings(version, kind, field, role);
    const parts = all.flatMap((one) => [
      all.length > 1 ? make("h4", { textContent: purposes(one.purposes) }) : null,
      make("p", {}, make("b", { className: one.state, textContent: `${signs[one.state]} ${one.state}` }), one.seen ? ", of those that are seen" : ""),
      one.ways.length ? make("ul", {}, ...one.ways.map((way) => make("li", { textContent: way }))) : null,
    ]);
    const names = [...new Set(all.flatMap((one) => one.rules))];
    parts.push(make("h4", { textContent: names.length ? "By these rules" : "No rule allows it." }));
    for (const name of names) {
      const rule = data.rules[name];
      const ids = rule.clauses.map((id) => make("span", { className: "clause", textContent: id }));
      parts.push(make("p", {}, make("code", { textContent: name }), rule.allows ? "" : " (a denial)", `: ${rule.reason} `, ...ids));
    }
    return parts.filter(Boolean);
  }

  function show(td) {
    const view = chosen();
    const { kind, field, fields, role } = td.dataset;
    const card = at("card");
    const name = field === "id" ? `${kind}: the row itself` : `${kind}: ${fields.replaceAll(" ", ", ")}`;
    const parts = [make("h3", { textContent: `${name} for ${role.replaceAll("_", " ")}` })];
    const found = change(view, kind, field, role);
    if (found) {
      parts.push(...marks(view, role, found, { conditions: true }));
      for (const version of [view.other, view.version]) {
        parts.push(make("h3", { className: "version", textContent: version }), ...explain(version, kind, field, role));
      }
    } else parts.push(...explain(view.version, kind, field, role));
    card.replaceChildren(...parts);
    card.hidden = false;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    td.classList.add("lit");
    const list = td.closest("section").querySelector(".conditions");
    for (const said of td.dataset.said.split(" ")) list.querySelector(`[data-said="${said}"]`)?.classList.add("lit");
    td.setAttribute("aria-describedby", "card");
    const box = td.getBoundingClientRect();
    const below = box.bottom + card.offsetHeight + 8 < innerHeight;
    const top = below ? box.bottom + 6 : Math.max(8, box.top - card.offsetHeight - 6);
    card.style.top = `${top}px`;
    card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 24))}px`;
  }

  function hide() {
    at("card").hidden = true;
    pinned = null;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  }

  function move(event) {
    const td = event.target.closest("td");
    if (event.key === "Escape") return hide();
    if (!td || event.altKey || event.ctrlKey || event.metaKey) return undefined;
    const row = td.parentElement;
    const place = [...row.children].indexOf(td);
    const target = {
      ArrowLeft: td.previousElementSibling,
      ArrowRight: td.nextElementSibling,
      ArrowUp: row.previousElementSibling?.children[place],
      ArrowDown: row.nextElementSibling?.children[place],
      Home: row.children[1],
      End: row.lastElementChild,
    }[event.key];
    if (!target || target.tagName !== "TD") return undefined;
    event.preventDefault();
    td.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    return undefined;
  }

  function listen() {
    const matrix = at("matrix");
    matrix.addEventListener("mouseover", (event) => {
      const td = event.target.closest("td");
      if (td && !pinned && !small.matches) show(td);
    });
    matrix.addEventListener("mouseleave", () => pinned || hide());
    matrix.addEventListener("focusin", (event) => event.target.tagName === "TD" && show(event.target));
    matrix.addEventListener("focusout", () => pinned || hide());
    matrix.addEventListener("click", (event) => {
      const td = event.target.closest("td");
      if (!td) return;
      show(td);
      pinned = td;
    });
    document.addEventListener("keydown", move);
    document.addEventListener("click", (event) => event.target.closest("td, #card") || hide());
    addEventListener("scroll", () => pinned || small.matches || hide(), { passive: true });
    at("filters").addEventListener("input", draw);
    at("filters").addEventListener("submit", (event) => event.preventDefault());
    at("reset").addEventListener("click", () => {
      history.replaceState(null, "", "#");
      restore();
      for (const box of at("roles").querySelectorAll("input")) box.checked = true;
      draw();
    });
    addEventListener("hashchange", () => {
      restore();
      draw();
    });
    small.addEventListener("change", draw);
  }

  const named = data.versions.map((version) => [version.name, `${version.name} (${version.notice})`]);
  fill(at("version"), named);
  fill(at("other"), [["", "nothing"], ...named]);
  fill(at("type"), [["", "all types"], ...Object.keys(data.fields).map((kind) => [kind, kind])]);
  const clauses = new Set(Object.values(data.rules).flatMap((rule) => rule.clauses));
  fill(at("clauses"), [...clauses].sort().map((id) => [id, id]));
  for (const role of data.roles) {
    at("roles").append(make("label", {}, make("input", { type: "checkbox", value: role }), role.replaceAll("_", " ")));
  }
  restore();
  listen();
  draw();
})();
