// The real programs that an export is held against.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";

/** The command line twin as `make test-browser` builds it; gives what it prints. */
export const landform = (...args) =>
  execFileSync(fileURLToPath(new URL("../../../target/debug/landform", import.meta.url)), args, { encoding: "utf8" });

/** Runs terraform in `folder`; throws with its output when it fails. */
export const terraform = (folder, ...args) => execFileSync("terraform", args, { cwd: folder, encoding: "utf8" });

/** Whether terraform is on this machine. With CI=true it has to be. */
export function hasTerraform() {
  try {
    execFileSync("terraform", ["version"]);
    return true;
  } catch {
    if (process.env.CI === "true") throw new Error("terraform is missing, and CI must not skip what needs it");
    return false;
  }
}

/** A fresh folder that is gone after the spec's file has run. */
export async function folder() {
  const path = await mkdtemp(join(tmpdir(), "landform-"));
  after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** The files of a zip, path → text; all lie in one folder at its top, whose name is left out. */
export function unzip(bytes) {
  const entries = Object.entries(unzipSync(bytes));
  const top = `${entries[0][0].split("/")[0]}/`;
  for (const [path] of entries) if (!path.startsWith(top)) throw new Error(`${path} lies outside ${top}`);
  return new Map(entries.map(([path, content]) => [path.slice(top.length), strFromU8(content)]));
}

/** Writes files, path → text, below `into`. */
export async function write(into, files) {
  for (const [path, content] of files) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), content);
  }
}
