// Our own part of the client, for Excel with Office.js: on an xlwings Server and in xlwings Lite.
//
// xlwings' client reads every tab apart and does every action apart, two round trips each, and never looks first. This reads a
// workbook in three round trips and writes one in two: it looks at protection, filters, formulas and merged cells, writes, reads back
// what it wrote, and puts the old values back when that is not right. The order and all sentences come from Python (excel/klant.py).
//
// A plain script without imports, because in Lite it is Python that puts it down.
(() => {
  const VERSIE = 1; // klant.VERSIE
  const MEESTE_CELLEN = 1000000; // celwaarden.MEESTE_CELLEN
  const NUL_1904 = 1462; // 1 January 1904 in a workbook that counts from 1900
  const EVEN_GEDULD = "Even geduld. Regio-XL is bezig.";
  const GEEN_SERVER = "De server gaf geen antwoord. Er is niets veranderd in je werkboek. Probeer het opnieuw, of vraag je beheerder.";
  const MISLUKT = "Dat lukte niet in Excel. Ben je een cel aan het bewerken? Druk op Enter en probeer het opnieuw.";

  const kan = (versie) => Office.context.requirements.isSetSupported("ExcelApi", versie);
  const kolom = (nummer) => (nummer < 26 ? "" : kolom(Math.floor(nummer / 26) - 1)) + String.fromCharCode(65 + (nummer % 26));
  const kaal = (bereik) => bereik.address.split("!").pop();

  // --- writing ---

  async function schrijf(context, opdracht) {
    const order = JSON.parse(Array.isArray(opdracht) ? opdracht[0] : opdracht);
    const bezwaar = await voerUit(context, order);
    const args = [bezwaar || order.melding, order.titel, "ok", bezwaar ? "critical" : order.soort, ""];
    await globalThis.callbacks.alert(context, { args });
  }

  // What is in the way, as a sentence; nothing when all was written.
  async function voerUit(context, { bladen: orders, zinnen }) {
    let bladen;
    try {
      bladen = orders.map((order) => bekijk(context, order));
      await context.sync();
    } catch (fout) {
      console.error(fout);
      return zinnen.niet;
    }
    for (const blad of bladen) {
      const zin = bezwaar(blad, zinnen);
      if (zin) return zin;
    }
    let zin = zinnen.niet;
    try {
      if (kan("1.9")) context.workbook.application.suspendScreenUpdatingUntilNextSync();
      bladen.forEach(zet);
      await context.sync();
      if (bladen.every(staatGoed)) return "";
      zin = zinnen.elders;
    } catch (fout) {
      console.error(fout);
    }
    try {
      bladen.forEach(zetTerug);
      await context.sync();
      return bladen.every(staatAlsVoorheen) ? zin : zinnen.half;
    } catch (fout) {
      console.error(fout);
      return zinnen.half;
    }
  }

  // Ask for everything that we must know before the first write.
  function bekijk(context, order) {
    const sheet = context.workbook.worksheets.getItem(order.naam);
    const [hoogte, breedte] = [order.waarden.length, order.waarden[0].length];
    const blad = { order, sheet, bereik: () => sheet.getRangeByIndexes(order.rij, order.kolom, hoogte, breedte) };
    blad.nu = blad.bereik().load("formulas,values");
    sheet.protection.load("protected");
    if (kan("1.9")) {
      sheet.autoFilter.load("isDataFiltered");
      sheet.tables.load("items/autoFilter/isDataFiltered");
    }
    if (kan("1.13")) {
      // From A1 on: of a merged range only the part inside the question is told.
      const tot = sheet.getRangeByIndexes(0, 0, order.rij + hoogte, order.kolom + breedte);
      blad.samen = tot.getMergedAreasOrNullObject().load("areas/rowIndex,areas/columnIndex,areas/rowCount,areas/columnCount");
    }
    blad.links = [...order.koppelingen, ...order.los.map(([rij, kol]) => [rij, kol, null, null])].map(([rij, kol, doel, tip]) => {
      const cel = sheet.getRangeByIndexes(rij, kol, 1, 1).load("hyperlink");
      return { cel, rij, kol, doel, tip, letter: doel ? cel.format.font.load("name,size,bold,italic,color,underline") : null };
    });
    return blad;
  }

  function* cellen({ order }) {
    for (const [i, rij] of order.waarden.entries()) {
      for (const [j, waarde] of rij.entries()) if (waarde !== null) yield [i, j, waarde];
    }
  }

  function bezwaar(blad, zinnen) {
    const { order, sheet, nu } = blad;
    const zin = (welke, vervang = {}) => Object.entries({ tab: order.naam, ...vervang }).reduce((tekst, [naam, met]) => tekst.replace(`{${naam}}`, met), zinnen[welke]);
    if (sheet.protection.protected) return zin("beveiligd");
    if (kan("1.9") && (sheet.autoFilter.isDataFiltered || sheet.tables.items.some((tabel) => tabel.autoFilter.isDataFiltered))) {
      return zin("gefilterd");
    }
    const samen = blad.samen && !blad.samen.isNullObject ? blad.samen.areas.items : [];
    const bezet = [];
    for (const [i, j] of cellen(blad)) {
      const [rij, kol, formule] = [order.rij + i, order.kolom + j, nu.formulas[i][j]];
      const isFormule = typeof formule === "string" && formule.startsWith("=") && formule !== nu.values[i][j];
      const inSamen = samen.some(
        (vlak) =>
          rij >= vlak.rowIndex && rij < vlak.rowIndex + vlak.rowCount && kol >= vlak.columnIndex && kol < vlak.columnIndex + vlak.columnCount &&
          (rij !== vlak.rowIndex || kol !== vlak.columnIndex),
      );
      if (isFormule || inSamen) bezet.push(kolom(kol) + (rij + 1));
    }
    if (!bezet.length) return "";
    const rest = bezet.length > 5 ? ` en nog ${bezet.length - 5}` : "";
    return zin("bezet", { cellen: bezet.slice(0, 5).join(", ") + rest });
  }

  // Links first: they change the look of a cell and its text. Null leaves a cell as it is.
  function zet(blad) {
    for (const link of blad.links) {
      const { cel, doel, tip, letter } = link;
      link.was = cel.hyperlink;
      if (!doel) {
        cel.clear("Hyperlinks");
        continue;
      }
      const stand = Object.fromEntries(["name", "size", "bold", "italic", "color", "underline"].map((wat) => [wat, letter[wat]]));
      cel.hyperlink = { documentReference: doel, screenTip: tip, textToDisplay: doel };
      for (const [wat, was] of Object.entries(stand)) if (was !== null && was !== undefined) letter[wat] = was;
    }
    blad.bereik().values = blad.order.waarden;
    blad.na = blad.bereik().load("values");
  }

  function zetTerug(blad) {
    for (const { cel, was } of blad.links) {
      if (was && (was.documentReference || was.address)) cel.hyperlink = was;
      else cel.clear("Hyperlinks");
    }
    const oud = blad.order.waarden.map((rij) => rij.map(() => null));
    for (const [i, j] of cellen(blad)) {
      const was = blad.nu.values[i][j];
      oud[i][j] = typeof was === "string" && was !== "" ? `'${was}` : was;
    }
    blad.bereik().values = oud;
    blad.oud = oud;
    blad.terug = blad.bereik().load("values");
  }

  const staatGoed = (blad) => [...cellen(blad)].every(([i, j, waarde]) => gelijk(waarde, blad.na.values[i][j]));
  const staatAlsVoorheen = (blad) => [...cellen(blad)].every(([i, j]) => gelijk(blad.oud[i][j], blad.terug.values[i][j]));

  function gelijk(gevraagd, staat) {
    const alsTekst = typeof staat === "string"; // a cell with the format Text keeps all as text
    if (typeof gevraagd !== "string") return gevraagd === staat || (alsTekst && staat !== "" && Number(staat.replace(",", ".")) === gevraagd);
    if (/^\d{4}-\d\d-\d\d$/.test(gevraagd)) return typeof staat === "number" || staat === gevraagd; // Excel keeps a day as a number
    return gevraagd.replace(/^'/, "") === staat;
  }

  // --- reading ---

  const isDag = (opmaak) =>
    typeof opmaak === "string" && /[ymdhs]/i.test(opmaak.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|general/gi, ""));
  const alsDag = (nummer) => new Date(Math.round((nummer - 25569) * 86400 * 1000)).toISOString();

  // What xlwings' getBookData gives, of the tabs that a script asks for. A tab that has the name of one of ours in its name (2 Opgave,
  // Opgave (2)) is sent too, so that it can be told what is wrong with it; other tabs are nobody's business. All tabs when it asks for
  // none, as in Lite.
  async function lees(context, tabs) {
    const { workbook } = context;
    workbook.load("name");
    workbook.application.load("calculationMode");
    const actief = workbook.worksheets.getActiveWorksheet().load("position");
    workbook.worksheets.load("items/name,items/visibility");
    const nul = workbook.functions.date(1904, 1, 1).load("value"); // the only way to ask from which year days are counted
    await context.sync();
    const gevraagd = tabs.map((naam) => naam.toLowerCase());
    const isVanOns = (naam) => !tabs.length || gevraagd.some((tab) => naam.toLowerCase().includes(tab));
    const bladen = workbook.worksheets.items.map((sheet) => ({ sheet, mee: isVanOns(sheet.name) }));
    const mee = bladen.filter((blad) => blad.mee);
    for (const blad of mee) {
      blad.gebruikt = blad.sheet.getUsedRangeOrNullObject(true).load("address,rowIndex,columnIndex,rowCount,columnCount");
      blad.sheet.tables.load("items/name,items/showTotals");
    }
    await context.sync();
    for (const blad of mee) {
      const { gebruikt } = blad;
      if (!gebruikt.isNullObject) {
        const breedte = Math.min(gebruikt.columnIndex + gebruikt.columnCount, 1000);
        const hoogte = Math.min(gebruikt.rowIndex + gebruikt.rowCount, Math.floor(MEESTE_CELLEN / breedte));
        blad.bereik = blad.sheet.getRangeByIndexes(0, 0, hoogte, breedte).load("values,numberFormat,address");
      }
      blad.tabellen = blad.sheet.tables.items.map((tabel) => ({ tabel, bereik: tabel.getRange().load("address") }));
    }
    await context.sync();
    return {
      client: "Office.js",
      version: globalThis.config?.xlwingsVersion ?? "",
      regio_xl: VERSIE,
      book: { name: workbook.name, active_sheet_index: actief.position, selection: null, calculation: workbook.application.calculationMode },
      names: [],
      sheets: bladen.map((blad) => alsBlad(blad, NUL_1904 - (nul.value ?? NUL_1904))),
    };
  }

  function alsBlad({ sheet, bereik, tabellen = [] }, later) {
    const values = bereik
      ? bereik.values.map((rij, i) => rij.map((w, j) => (typeof w === "number" && isDag(bereik.numberFormat[i][j]) ? alsDag(w + later) : w)))
      : [[]];
    return {
      name: sheet.name,
      visibility: sheet.visibility,
      values,
      used_range_address: bereik ? kaal(bereik) : null,
      pictures: [],
      tables: tabellen.map(({ tabel, bereik: om }) => ({ name: tabel.name, range_address: kaal(om), show_totals: tabel.showTotals })),
    };
  }

  // --- starting a script from our task pane, in the place of xlwings' runPython ---

  async function start({ scriptName, include = "", auth = "", headers = {}, errorDisplayMode = "alert" }) {
    await Office.onReady();
    try {
      await Excel.run(async (context) => {
        const boek = await lees(context, include.split(",").filter(Boolean));
        const kop = { "Content-Type": "application/json", ...headers, ...(auth ? { Authorization: auth } : {}) };
        await globalThis.xlwings.runActions(await vraag(scriptName, boek, kop), context);
      });
    } catch (fout) {
      console.error(fout);
      const zin = fout instanceof Geweigerd ? fout.message : MISLUKT;
      if (errorDisplayMode === "taskpane") globalThis.xlwings.showGlobalError(zin);
      else await globalThis.callbacks.alert(null, { args: [zin, "Regio-XL", "ok", "critical", ""] });
    }
  }

  class Geweigerd extends Error {}

  async function vraag(scriptName, boek, headers) {
    const { origin } = window.location;
    const { appPath, requestTimeout } = globalThis.config;
    try {
      const adres = `${origin}${appPath}/xlwings/custom-scripts-call/${scriptName}`;
      return (await globalThis.xwRequest.post(adres, boek, { headers, timeout: requestTimeout * 1000 })).data;
    } catch (fout) {
      console.error(fout);
      const gezegd = fout.response?.data; // our own refusals are one Dutch sentence
      throw new Geweigerd(typeof gezegd === "string" && gezegd && gezegd.length < 500 && !gezegd.includes("<") ? gezegd : GEEN_SERVER);
    }
  }

  let bekend = null;
  async function tabsVan(scriptName) {
    const adres = `${window.location.origin}${globalThis.config.appPath}/xlwings/custom-scripts-meta.json`;
    bekend ??= (await globalThis.xwRequest.get(adres)).data;
    return bekend.find((een) => een.function_name === scriptName)?.include ?? "";
  }

  async function klik(knop) {
    const melder = document.querySelector("[data-regio-xl]");
    knop.setAttribute("disabled", "true");
    melder.textContent = EVEN_GEDULD;
    try {
      globalThis.xlwings.hideGlobalError();
      const { token, provider } = (await globalThis.getAuth?.()) ?? { token: "", provider: "" };
      const scriptName = knop.getAttribute("xw-click");
      const include = await tabsVan(scriptName);
      await start({ scriptName, include, auth: token, headers: { "Auth-Provider": provider }, errorDisplayMode: "taskpane" });
    } catch (fout) {
      console.error(fout);
      globalThis.xlwings.showGlobalError(GEEN_SERVER);
    } finally {
      melder.textContent = "";
      knop.removeAttribute("disabled");
    }
  }

  globalThis.regioXl = { leesBoek: () => Excel.run((context) => lees(context, [])), start, klik };
  globalThis.callbacks.regioXlSchrijf = schrijf;
  if (typeof document !== "undefined" && document.querySelector("[data-regio-xl]")) {
    globalThis.xlwings.runPython = start; // for buttons on a tab
    document.addEventListener(
      "click",
      (gebeurtenis) => {
        const knop = gebeurtenis.target.closest?.("[xw-click]");
        if (!knop) return;
        gebeurtenis.preventDefault();
        gebeurtenis.stopImmediatePropagation(); // before xlwings' own, which reads the whole workbook
        if (!knop.hasAttribute("disabled")) klik(knop);
      },
      true,
    );
  }
})();
