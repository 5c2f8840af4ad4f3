// Makes the outlines for the map of the service area from us-atlas (US Census Bureau); with --check only compares.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "src/CleveSec.Web/Ui/counties.json");
const wanted = ["39035", "39055", "39085", "39093", "39103", "39133", "39153"];
const width = 400;
const margin = 4;

const atlas = JSON.parse(readFileSync(join(root, "node_modules/us-atlas/counties-10m.json")));
const { version } = JSON.parse(readFileSync(join(root, "node_modules/us-atlas/package.json")));

// TopoJSON: arcs are shared by neighbours and hold differences of whole numbers; a negative index is the arc backwards.
const arcs = atlas.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * atlas.transform.scale[0] + atlas.transform.translate[0], (y += dy) * atlas.transform.scale[1] + atlas.transform.translate[1]]);
});
const ring = (indexes) => indexes.flatMap((index, i) => (index < 0 ? arcs[~index].toReversed() : arcs[index]).slice(i === 0 ? 0 : 1));
const counties = atlas.objects.counties.geometries.filter(({ id }) => wanted.includes(id)).map(({ id, type, properties, arcs: polygon }) => {
  if (type !== "Polygon" || polygon.length !== 1) throw new Error(`${properties.name} is not one plain polygon.`);
  return { id, name: properties.name, points: ring(polygon[0]) };
});
if (counties.length !== wanted.length) throw new Error("A county is missing.");

// So small an area is flat: degrees of longitude, narrowed by the cosine of the latitude.
const all = counties.flatMap(({ points }) => points);
const [west, east] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
const [south, north] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
const narrow = Math.cos(((south + north) / 2 / 180) * Math.PI);
const scale = (width - 2 * margin) / ((east - west) * narrow);
const project = ([x, y]) => [margin + (x - west) * narrow * scale, margin + (north - y) * scale];
const short = (number) => Number(number.toFixed(1));

/** The centre of the area, where the name stands. */
const centre = (points) => {
  let [area, x, y] = [0, 0, 0];
  points.forEach(([x1, y1], i) => {
    const [x2, y2] = points[(i + 1) % points.length];
    const cross = x1 * y2 - x2 * y1;
    [area, x, y] = [area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross];
  });
  return [Math.round(x / (3 * area)), Math.round(y / (3 * area))];
};

const made = {
  source: `US Census Bureau, public domain, through us-atlas ${version} (ISC, Copyright 2013-2019 Michael Bostock); made by .config/counties.mjs`,
  width,
  height: Math.ceil((north - south) * scale + 2 * margin),
  // A place is drawn at x = margin + (longitude - west) * perLongitude, y = margin + (north - latitude) * perLatitude.
  projection: { margin, west, north, perLongitude: narrow * scale, perLatitude: scale },
  counties: counties
    .map(({ id, name, points }) => {
      const projected = points.slice(0, -1).map(project);
      const [x, y] = centre(projected);
      return { id, name, x, y, path: `M${projected.map(([px, py]) => `${short(px)} ${short(py)}`).join("L")}Z` };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en")),
};
const text = `${JSON.stringify(made, null, 1)}\n`;

if (existsSync(target) && readFileSync(target, "utf8") === text) process.exit(0);
if (process.argv.includes("--check")) {
  console.error(`${target} differs from us-atlas ${version}: run "npm ci && npm run counties" and commit.`);
  process.exit(1);
}
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, text);
console.log(`made ${target}`);
