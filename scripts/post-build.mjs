// What is done to the built site, on the folder that becomes dist/: Trunk runs this (Trunk.toml).
import { cutCode } from "./cut.mjs";
import { writeLater } from "./later.mjs";
import { keepOffline } from "./offline.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
cutCode(folder, process.env.LANDFORM_MARK === "1");
writeLater(folder);
keepOffline(folder); // last: it says which files there are
