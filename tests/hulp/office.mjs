// Excel with Office.js, played: a workbook in memory that answers what the clients ask, the way Office.js does. Nothing happens before
// sync(); a property is there only after load() and sync(); a write that fails keeps the writes before it.
//
// node office.mjs MAP < one line {model, knoppen}; then it prints a line for each request of the client, reads the answer as a line, and
// ends with a line {klaar: the workbook, the alerts, the number of syncs}. MAP holds the real client of xlwings Server and ours.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const map = process.argv[2];
const regels = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const lees = async () => JSON.parse((await regels.next()).value);
const zeg = (ding) => process.stdout.write(`${JSON.stringify(ding)}\n`);
const { model, doe } = await lees();
const [gezegd, fouten] = [[], []];
let syncs = 0;

// --- the objects ---

const letters = (n) => (n < 26 ? "" : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
const adres = ([r, k, r2, k2]) => `${letters(k)}${r + 1}:${letters(k2)}${r2 + 1}`;
function vlak(tekst) {
  const plek = (deel) => {
    const [, kol, rij] = /^\$?([A-Z]+)\$?(\d+)$/.exec(deel);
    return [Number(rij) - 1, [...kol].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1];
  };
  const [van, tot = van] = tekst.split(":");
  return [...plek(van), ...plek(tot)];
}

function ding(context, eigen, { zet = {}, ...rest } = {}) {
  const gelezen = {};
  const d = {
    ...rest,
    load(namen) {
      context.rij.push(() => [namen].flat().join(",").split(",").forEach((naam) => d.lees(naam.trim().split("/"))));
      return d;
    },
    lees([kop, ...dieper]) {
      if (kop in eigen) gelezen[kop] = eigen[kop]();
      else if (!dieper.length && "items" in eigen) d.lees(["items", kop]); // of a collection: of all its items
      else if (!dieper.length) return;
      if (kop === "items") gelezen.items.forEach((item) => (dieper.length ? item.lees(dieper) : item.leesAlles?.()));
      else if (dieper.length) (gelezen[kop] ?? d[kop])?.lees(dieper);
    },
    leesAlles: () => Object.keys(eigen).forEach((naam) => naam !== "items" && (gelezen[naam] = eigen[naam]())),
  };
  for (const naam of new Set([...Object.keys(eigen), ...Object.keys(zet)])) {
    Object.defineProperty(d, naam, {
      get() {
        if (!(naam in gelezen)) throw new Error(`PropertyNotLoaded: ${naam}`);
        return gelezen[naam];
      },
      set: (waarde) => context.rij.push(() => zet[naam](waarde)),
    });
  }
  return d;
}

const leeg = (context) => ding(context, { items: () => [] });
const LETTER = { name: "Calibri", size: 11, bold: false, italic: false, color: "#1B5A8A", underline: "None" };

function bereik(context, blad, [r, k, r2, k2]) {
  const cel = (i, j) => (blad.cellen[`${i},${j}`] ??= {});
  const vak = (wat) => Array.from({ length: r2 - r + 1 }, (_, i) => Array.from({ length: k2 - k + 1 }, (__, j) => wat(blad.cellen[`${r + i},${k + j}`] ?? {})));
  const mag = () => {
    if (blad.beveiligd || blad.stuk) throw new Error("AccessDenied: You can't perform the requested operation.");
  };
  function schrijf(waarden) {
    mag();
    if (waarden.length !== r2 - r + 1 || waarden.some((rij) => rij.length !== k2 - k + 1)) throw new Error("InvalidArgument");
    const lager = blad.verschuif ? 1 : 0;
    if (blad.verschuif === "eenmaal") blad.verschuif = false;
    waarden.forEach((rij, i) =>
      rij.forEach((waarde, j) => {
        if (waarde === null) return;
        const c = cel(r + i + lager, k + j);
        delete c.f;
        if (waarde === "") delete c.w;
        else if (typeof waarde !== "string") c.w = waarde;
        else if (waarde.startsWith("'")) c.w = waarde.slice(1);
        else if (/^\d{4}-\d\d-\d\d$/.test(waarde)) [c.w, c.nf] = [Date.parse(waarde) / 86400000 + 25569, "yyyy-mm-dd"];
        else c.w = waarde.trim() !== "" && !Number.isNaN(Number(waarde)) ? Number(waarde) : waarde;
      }),
    );
  }
  const font = ding(
    context,
    Object.fromEntries(Object.keys(LETTER).map((wat) => [wat, () => (blad.cellen[`${r},${k}`]?.letter ?? LETTER)[wat]])),
    { zet: Object.fromEntries(Object.keys(LETTER).map((wat) => [wat, (was) => (cel(r, k).letter = { ...LETTER, ...cel(r, k).letter, [wat]: was })])) },
  );
  return ding(
    context,
    {
      values: () => vak((c) => c.w ?? ""),
      formulas: () => vak((c) => c.f ?? c.w ?? ""),
      numberFormat: () => vak((c) => c.nf ?? "General"),
      address: () => `'${blad.naam}'!${adres([r, k, r2, k2])}`,
      rowIndex: () => r,
      columnIndex: () => k,
      rowCount: () => r2 - r + 1,
      columnCount: () => k2 - k + 1,
      hyperlink: () => blad.cellen[`${r},${k}`]?.link ?? null,
    },
    {
      zet: {
        values: schrijf,
        hyperlink(link) {
          mag();
          if (link.address?.startsWith("#") && blad.strengeLinks) throw new Error("InvalidArgument: no web address");
          Object.assign(cel(r, k), { link, w: link.textToDisplay, letter: { ...LETTER, color: "#0563C1", underline: "Single" } });
        },
      },
      isNullObject: false,
      format: { font },
      clear: (wat) => context.rij.push(() => (mag(), wat === "Hyperlinks" ? delete cel(r, k).link : fouten.push(`clear ${wat}`))),
      getMergedAreasOrNullObject() {
        const raakt = blad.samengevoegd.filter((s) => s[0] <= r2 && s[2] >= r && s[1] <= k2 && s[3] >= k);
        const knip = raakt.map((s) => bereik(context, blad, [Math.max(s[0], r), Math.max(s[1], k), Math.min(s[2], r2), Math.min(s[3], k2)]));
        return ding(context, {}, { isNullObject: !raakt.length, areas: ding(context, { items: () => knip }) });
      },
    },
  );
}

function werkblad(context, blad, positie) {
  const tabel = (t) =>
    ding(
      context,
      { name: () => t.naam, showTotals: () => false, showHeaders: () => true, style: () => "", showFilterButton: () => true, highlightFirstColumn: () => false, highlightLastColumn: () => false, showBandedRows: () => false, showBandedColumns: () => false },
      {
        autoFilter: ding(context, { isDataFiltered: () => t.gefilterd ?? false }),
        columns: leeg(context),
        getRange: () => bereik(context, blad, t.bereik),
        getDataBodyRange: () => bereik(context, blad, t.bereik),
        getHeaderRowRange: () => bereik(context, blad, t.bereik),
      },
    );
  const tabellen = blad.tabellen.map(tabel);
  const sheet = ding(
    context,
    { name: () => blad.naam, visibility: () => "Visible", position: () => positie, showGridlines: () => true },
    {
      names: leeg(context),
      charts: leeg(context),
      shapes: leeg(context),
      pivotTables: leeg(context),
      tables: ding(context, { items: () => tabellen }),
      protection: ding(context, { protected: () => blad.beveiligd ?? false }),
      autoFilter: ding(context, { isDataFiltered: () => blad.gefilterd ?? false }),
      pageLayout: { getPrintAreaOrNullObject: () => ding(context, {}, { isNullObject: true }) },
      getRangeByIndexes: (r, k, h, b) => bereik(context, blad, [r, k, r + h - 1, k + b - 1]),
      getRange: (tekst) => bereik(context, blad, vlak(tekst)),
      getUsedRangeOrNullObject() {
        const vol = Object.entries(blad.cellen).filter(([, c]) => (c.w ?? "") !== "").map(([plek]) => plek.split(",").map(Number));
        if (!vol.length) return ding(context, {}, { isNullObject: true });
        const uit = (i) => vol.map((plek) => plek[i]);
        return bereik(context, blad, [Math.min(...uit(0)), Math.min(...uit(1)), Math.max(...uit(0)), Math.max(...uit(1))]);
      },
    },
  );
  return sheet;
}

function nieuweContext() {
  const context = { rij: [], trackedObjects: { add() {}, remove() {} } };
  context.sync = async () => {
    syncs += 1;
    const rij = context.rij.splice(0);
    for (const stap of rij) stap();
  };
  const bladen = model.bladen.map((blad, i) => werkblad(context, blad, i));
  const vind = (naam) => bladen[model.bladen.findIndex((blad) => blad.naam === naam)];
  context.workbook = ding(
    context,
    { name: () => model.naam },
    {
      names: leeg(context),
      functions: { date: (jaar, maand, dag) => ding(context, { value: () => Date.UTC(jaar, maand - 1, dag) / 86400000 + 25569 - (model.vanaf1904 ? 1462 : 0) }) },
      application: ding(context, { calculationMode: () => "Automatic" }, { suspendScreenUpdatingUntilNextSync() {} }),
      getSelectedRange: () => bereik(context, model.bladen[0], [0, 0, 0, 0]),
      worksheets: ding(
        context,
        { items: () => bladen },
        {
          getActiveWorksheet: () => bladen[0],
          getItem: (naam) => vind(naam) ?? { get protection() { throw new Error("ItemNotFound"); } },
          getItemOrNullObject: (naam) => vind(naam) ?? ding(context, {}, { isNullObject: true }),
        },
      ),
    },
  );
  return context;
}

// --- the browser around it ---

const luisteraars = {};
const element = (naam) => {
  const e = { textContent: "", classList: { add() {}, remove() {} }, setAttribute() {}, removeAttribute() {}, hasAttribute: () => false, appendChild() {}, removeChild() {} };
  e.querySelector = () => ({ replaceChildren() {}, appendChild() {}, get textContent() { return ""; }, set textContent(tekst) { if (naam === "#global-error-alert") fouten.push(String(tekst)); } });
  return e;
};
const config = { appPath: "", authProviders: [], onWasm: Boolean(doe.lite), isOfficialLiteAddin: false, requestTimeout: 300, xlwingsVersion: model.versie };
globalThis.document = {
  getElementById: (id) => (id === "config" ? { textContent: JSON.stringify(config) } : element(`#${id}`)),
  querySelector: (wat) => (wat === "[data-regio-xl]" && (doe.zonder || doe.lite) ? null : element(wat)),
  querySelectorAll: () => [],
  addEventListener: (wat, fn) => (luisteraars[wat] ??= []).push(fn),
  createElement: () => element(""),
  createTextNode: () => element(""),
};
globalThis.window = { location: { origin: "https://localhost" } };
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "node" }, configurable: true });
globalThis.Office = {
  onReady: async (fn) => fn?.(),
  context: {
    requirements: { isSetSupported: (naam, versie) => naam === "ExcelApi" && Number(versie.split(".")[1]) <= 17 },
    platform: "PC",
    ui: { displayDialogAsync: (url) => gezegd.push(Object.fromEntries(new URL(url).searchParams)) },
  },
  AsyncResultStatus: {},
  EventType: {},
};
globalThis.Excel = { run: async (fn) => fn(nieuweContext()), ShapeType: { image: "Image" }, RequestContext: class { constructor() { return nieuweContext(); } } };
globalThis.XMLHttpRequest = class {
  open(methode, url) { Object.assign(this, { methode, url }); }
  setRequestHeader() {}
  getResponseHeader() { return this.soort; }
  async send(body) {
    zeg({ url: this.url, body: body ? JSON.parse(body) : null });
    const { status = 200, data } = await lees();
    this.soort = typeof data === "string" ? "text/plain" : "application/json";
    Object.assign(this, { status, statusText: "", responseText: typeof data === "string" ? data : JSON.stringify(data) });
    this.onload();
  }
};
for (const naam of ["log", "error", "warn"]) console[naam] = (...wat) => naam === "error" && process.stderr.write(`${wat.map((w) => w?.stack ?? w).join(" ")}\n`);

const python = { custom_scripts_call: (...wat) => inPython(...wat) };
globalThis.loadPyodide = async () => ({
  loadPackage() {},
  pyimport: () => ({ install() {} }),
  FS: { readFile: () => "" },
  runPythonAsync() {},
  globals: { get: (naam) => python[naam] ?? (() => []) },
});
globalThis.fetch = async () => ({ ok: true, json: async () => ({ packages: [], files: {} }) });
const xlwings = await import(pathToFileURL(`${map}/custom-scripts/index.js`));
const ons = (await import("node:fs")).readFileSync(doe.ons, "utf8");
async function vraag(boek) {
  zeg({ url: `/custom-scripts-call/${doe.script}`, body: boek });
  return (await lees()).data;
}
// Lite: Python runs in the page. First it reads, by our part or by xlwings' client, and then it answers.
const inPython = async (payload) => {
  const verboden = doe.lite === "verboden";
  if (!verboden) (0, eval)(ons);
  return vraag({ ...payload, ...(verboden ? await globalThis.xlwings.getBookData() : await globalThis.regioXl.leesBoek()) });
};
if (!doe.zonder && !doe.lite) (0, eval)(ons);
syncs = 0; // what loading the page took
if (doe.xlwings || doe.lite) await xlwings.runPython({ scriptName: doe.script, include: doe.include });
else if (doe.knopOpBlad) await globalThis.xlwings.runPython({ scriptName: doe.script, include: doe.include });
else {
  const knop = { ...element(""), getAttribute: () => doe.script, closest: () => knop };
  await globalThis.regioXl.klik(knop);
}
const klaar = { bladen: model.bladen, gezegd, fouten, syncs };
process.stdout.write(`${JSON.stringify({ klaar })}\n`, () => process.exit(0));
