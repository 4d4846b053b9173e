// An Excel workbook of one sheet. Text is text in it: no cell is a formula, whatever it begins with.

const LONGEST_CELL = 32_767; // UTF-16 units
const WIDE = { doc: 24, text: 80, speaker: 22, role: 22, source: 22, flags: 18, note: 40 };
const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The bytes of a workbook with a heading and a row for each of `rows`: texts, numbers, nothing. */
function workbook(names, rows) {
  const relation = (id, type, target) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...all) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
  const part = (name, type) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${KIND}.${type}+xml"/>`;
  return zipped({
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("workbook", "sheet.main")}${part("sheet", "worksheet")}${part("styles", "styles")}</Types>`,
    "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": relations(
      relation("r1", "worksheet", "sheet.xml"),
      relation("r2", "styles", "styles.xml"),
    ),
    "xl/workbook.xml": `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="quotations" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/styles.xml": STYLES,
    "xl/sheet.xml": sheet(names, rows),
  });
}

// 0: set at the top, lines broken; 1: the heading.
const STYLES = `<styleSheet xmlns="${SHEETS}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function sheet(names, rows) {
  const columns = names.map(
    (name, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${WIDE[name] ?? 12}" customWidth="1"/>`,
  );
  const row = (cells, number, style) =>
    `<row r="${number}">${cells.map((value, at) => cellOf(value, `r="${letter(at)}${number}" s="${style}"`)).join("")}</row>`;
  return `<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>${row(names, 1, 1)}${rows.map((cells, at) => row(cells, at + 2, 0)).join("")}</sheetData></worksheet>`;
}

/** A column's name. We have fewer than Z. */
function letter(column) {
  return String.fromCharCode(65 + column);
}

function cellOf(value, about) {
  if (typeof value === "number") return `<c ${about}><v>${value}</v></c>`;
  const text = String(value ?? "");
  if (!text) return `<c ${about}/>`;
  return `<c ${about} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Text as XML holds it: what XML has no characters for is written _x0001_, as Excel reads it. */
function escaped(text) {
  const cut = text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
  const code = (character) => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return cut
    .toWellFormed()
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_")
    .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, (character) => `_x${code(character)}_`)
    .replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
}

// ---- a ZIP file whose parts are not packed: APPNOTE.TXT 4.3

function zipped(parts) {
  const encoder = new TextEncoder();
  const files = [];
  const directory = [];
  let at = 0;
  for (const [path, content] of Object.entries(parts)) {
    const name = encoder.encode(path);
    const data = encoder.encode(DECLARED + content);
    // Version 2.0, names in UTF-8, not packed, 1 January 1980.
    const about = [20, 0x800, 0, 0, 0x21, [checksum(data)], [data.length], [data.length]];
    const local = bytes([0x04034b50], ...about, name.length, 0);
    files.push(local, name, data);
    directory.push(
      bytes([0x02014b50], 20, ...about, name.length, 0, 0, 0, 0, [0], [at]),
      name,
    );
    at += local.length + name.length + data.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const count = Object.keys(parts).length;
  const end = bytes([0x06054b50], 0, 0, count, count, [size], [at], 0);
  return new Blob([...files, ...directory, end]);
}

/** Numbers of two bytes, or of four where they stand in a list; the lowest byte first. */
function bytes(...numbers) {
  const size = numbers.reduce((sum, one) => sum + (Array.isArray(one) ? 4 : 2), 0);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  for (const number of numbers) {
    if (Array.isArray(number)) view.setUint32(at, number[0], true);
    else view.setUint16(at, number, true);
    at += Array.isArray(number) ? 4 : 2;
  }
  return new Uint8Array(view.buffer);
}

/** CRC-32. */
function checksum(data) {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let sum = -1;
  for (const byte of data) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff];
  return (sum ^ -1) >>> 0;
}
