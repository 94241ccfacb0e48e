// Runs proef.py in Pyodide: node proef.mjs CACHEMAP OUR_WHEEL OPDRACHT.json UITKOMST.json
// Prints how long its own steps took, in seconds, and the memory that the process holds, in bytes.
// The job goes in as JavaScript values, as Office.js hands them to xlwings Lite: null and whole numbers arrive the way they do there.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [map, wiel, opdracht, uitkomst] = process.argv.slice(2);
const hier = path.dirname(fileURLToPath(import.meta.url));
const bronnen = ["proef.py", "../../docs/excel/lite/main.py"].map((pad) => path.join(hier, pad));
const tijden = {};

async function klok(naam, doe) {
  const begin = performance.now();
  const antwoord = await doe();
  tijden[naam] = (performance.now() - begin) / 1000;
  return antwoord;
}

const { loadPyodide } = await import(pathToFileURL(path.join(map, "node_modules", "pyodide", "pyodide.mjs")));
const env = { HOME: "/home/pyodide", XLWINGS_LICENSE_KEY: "noncommercial", XLWINGS_ON_SERVER: "true" };
const py = await klok("loadPyodide", () => loadPyodide({ env }));
const wielen = fs.readdirSync(path.join(map, "wielen")).map((naam) => path.join(map, "wielen", naam));
await klok("uitpakken", () => {
  const inhoud = (pad) => new Uint8Array(fs.readFileSync(pad)); // it refuses a Node Buffer
  for (const pad of wielen) py.unpackArchive(inhoud(pad), "wheel");
  py.FS.mkdir("/data"); // where xlwings Lite puts a folder that is dropped into it
  py.unpackArchive(inhoud(wiel), "wheel", { extractDir: "/data" });
});
for (const pad of bronnen) py.FS.writeFile(`/home/pyodide/${path.basename(pad)}`, fs.readFileSync(pad, "utf8"));
py.globals.set("opdracht", py.toPy(JSON.parse(fs.readFileSync(opdracht, "utf8"))));
const tekst = await py.runPythonAsync(`
import json, sys
sys.path.insert(0, "/home/pyodide")
sys.path.append("/data")
import proef
json.dumps(await proef.doe(opdracht))
`);
fs.writeFileSync(uitkomst, tekst);
console.log(JSON.stringify({ tijden, geheugen: process.memoryUsage().rss }));
