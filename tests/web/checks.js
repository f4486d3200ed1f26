// What can be seen of a page from inside it. Each check returns the faults it found, as strings.
([name, apart]) => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => !one.disabled);
  const named = (one) => {
    const text = one.textContent.replace(/\s+/g, " ").trim(); // the same in sight and out of it
    const said = one.getAttribute("aria-label") || text || one.name || one.id || one.className;
    return `<${one.localName}> ${String(said).slice(0, 50)}`;
  };
  const hiddenOnPurpose = (one) => one.closest(".visually-hidden, .visually-hidden-focusable");
  const scrolls = (one) => {
    for (let above = one.parentElement; above; above = above.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(above).overflowX) && above !== document.documentElement) return true;
    }
    return false;
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, holder = node.parentElement;
      if (node.data.trim() && !holder.closest("script, style, template, noscript, code, kbd, svg title") && shown(holder)) {
        found.push([node, holder]);
      }
    }
    return found;
  };

  // Colours as [r, g, b, a]; what lies above others is laid over them.
  const colour = (said) => {
    const parts = (said.match(/[\d.]+%?/g) ?? []).map((part) => part.endsWith("%") ? parseFloat(part) / 100 : Number(part));
    const [r, g, b, a = 1] = said.startsWith("color(srgb") ? [...parts.slice(0, 3).map((c) => c * 255), parts[3]] : parts;
    return [r, g, b, a];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.push(colour(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };

  const checks = {
    // No sideways scroll of the page.
    wide() {
      const { scrollWidth } = document.documentElement;
      return scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide in ${innerWidth}`] : [];
    },

    // Every control lies within the width, and no text is cut off or sticks out of its button.
    lost() {
      const faults = [];
      for (const one of controls().filter((one) => shown(one) && !hiddenOnPurpose(one) && !scrolls(one))) {
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height) faults.push(`${named(one)} has no size`);
        else if (box.left < -1 || box.right > innerWidth + 1) faults.push(`${named(one)} sticks out of the page`);
      }
      for (const [node, holder] of texts()) {
        if (hiddenOnPurpose(holder) || scrolls(holder)) continue;
        const style = getComputedStyle(holder);
        if (style.overflowX !== "visible" && holder.scrollWidth > holder.clientWidth + 1) faults.push(`${named(holder)} is cut`);
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect(), room = holder.closest("button, .btn, .badge")?.getBoundingClientRect();
        if (box.right > innerWidth + 1) faults.push(`"${node.data.trim().slice(0, 40)}" sticks out of the page`);
        if (room && (box.right > room.right + 1 || box.left < room.left - 1)) faults.push(`${named(holder)} sticks out of its button`);
      }
      return faults;
    },

    // What can be used, in the order of the page; closed details count, they can be opened, and so does where a link leads.
    // What a narrow screen has on a page of its own (`apart`) is left out.
    usable() {
      document.querySelectorAll("details").forEach((one) => { one.open = true; });
      const led = (one) => [...document.querySelectorAll("a[href^='#']")].filter(shown)
        .some((link) => link.hash.length > 1 && document.querySelector(link.hash)?.contains(one));
      const elsewhere = (one) => apart && one.closest(apart);
      return controls().filter((one) => !elsewhere(one)).map((one, place) => [place, shown(one) || hiddenOnPurpose(one) || led(one), named(one)])
        .filter(([, usable]) => usable).map(([place, , said]) => `${place} ${said}`);
    },

    // Whatever takes the focus shows it, and nothing lies over it then. Press a key before, so that it is a keyboard's.
    unseen() {
      const look = (one) => {
        const style = getComputedStyle(one), box = one.getBoundingClientRect();
        const marks = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "backgroundColor",
          "textDecorationLine", "filter"];
        return JSON.stringify([marks.map((mark) => style[mark]), box.width, box.height]);
      };
      const faults = [];
      for (const one of controls().filter(shown)) {
        document.activeElement?.blur();
        const plain = look(one);
        one.focus();
        if (document.activeElement !== one) { faults.push(`${named(one)} takes no focus`); continue; }
        if (look(one) === plain) faults.push(`${named(one)} does not show that it has the focus`);
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
        const there = document.elementFromPoint(x, y);
        const free = there && (one.contains(there) || there.contains(one) || [...(one.labels ?? [])].some((l) => l.contains(there)));
        if (!free) faults.push(`${named(one)} is covered by ${there ? named(there) : "the edge of the window"} when it has the focus`);
      }
      document.activeElement?.blur();
      scrollTo(0, 0);
      return faults;
    },

    // On paper: dark on white, and nothing that only a screen can use.
    print() {
      const faults = [...document.querySelectorAll("nav, form, button, progress, .skip")].filter(shown)
        .map((one) => `${named(one)} is printed`);
      for (const [node, holder] of texts()) {
        const below = ground(holder), ink = over(colour(getComputedStyle(holder).color), below);
        if (contrast(ink, below) < 7) faults.push(`"${node.data.trim().slice(0, 40)}" is printed at ${contrast(ink, below).toFixed(1)}:1`);
        if (light(below) < 0.75) faults.push(`"${node.data.trim().slice(0, 40)}" is printed on a dark ground`);
      }
      return faults;
    },

    // Everything that is said, seen or heard.
    said() {
      const found = texts().map(([node]) => node.data.trim());
      for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
        if (!shown(one)) continue;
        for (const name of ["aria-label", "title", "placeholder", "alt"]) if (one.getAttribute(name)) found.push(one.getAttribute(name));
      }
      return [document.title, ...found];
    },
  };
  return [...new Set(checks[name]())];
}
