// Opens every workbook of a folder with ExcelJS and saves it into another one:
// node resave.mjs FOLDER TARGET, run where ExcelJS is installed.
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "resave.cjs"));
const ExcelJS = require("exceljs");
const [folder, target] = process.argv.slice(2);
for (const name of readdirSync(folder).filter((each) => each.endsWith(".xlsx"))) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, name));
  await book.xlsx.writeFile(join(target, name));
}
