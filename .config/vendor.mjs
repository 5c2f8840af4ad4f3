// Copies the pinned front-end files from node_modules into wwwroot/lib/<name>-<version>/; with --check only compares.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const files = {
  "htmx.org": ["dist/htmx.min.js", "LICENSE"],

  // Not for pages, which use the system's fonts: the letters of the pictures for links (og:image), which a server without fonts has to draw, too.
  "source-sans": ["OTF/SourceSans3-Bold.otf", "LICENSE.md"],
};
const check = process.argv.includes("--check");
const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
let stale = 0;

for (const [name, paths] of Object.entries(files)) {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json")));
  const folder = join(root, "wwwroot/lib", `${name.replace(/\.org$/, "")}-${version}`);
  for (const path of paths) {
    const from = join(root, "node_modules", name, path);
    const to = join(folder, path.split("/").pop());
    const same = existsSync(to) && digest(from) === digest(to);
    if (same) continue;
    if (check) { console.error(`${to} differs from ${name} ${version}: run "npm ci && npm run vendor" and commit.`); stale++; continue; }
    mkdirSync(folder, { recursive: true });
    copyFileSync(from, to);
    console.log(`vendored ${to}`);
  }
}
process.exit(stale ? 1 : 0);
