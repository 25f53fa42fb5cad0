import sharp from 'sharp';
import type { FileStore, StoredFile } from '../platform/file-store.ts';

export const SCENES = [
  'lamp-dark',
  'lamp-lit',
  'road',
  'road-mended',
  'waste',
  'waste-cleared',
  'canal',
  'tap',
  'wall',
  'greenhouse',
  'puddle',
  'signature',
  'mandate',
  'paper',
] as const;
export type Scene = (typeof SCENES)[number];

const BEFORE: Record<string, Scene> = {
  'roads.lamp': 'lamp-dark',
  'roads.road': 'road',
  'roads.lane': 'puddle',
  'water.drain': 'puddle',
  'water.canal': 'canal',
  'farm.irrigation': 'canal',
  'water.tap': 'tap',
  'clean.waste': 'waste',
  'clean.lane': 'waste',
  'house.quality': 'wall',
  'house.danger': 'wall',
  'farm.greenhouse': 'greenhouse',
};
const AFTER: Record<string, Scene> = {
  'roads.lamp': 'lamp-lit',
  'roads.road': 'road-mended',
  'clean.waste': 'waste-cleared',
  'clean.lane': 'waste-cleared',
};

/** The picture a resident might send of a trouble, if any fits. */
export const sceneBefore = (category: string): Scene | undefined => BEFORE[category];
/** The picture that shows it done. */
export const sceneAfter = (category: string): Scene | undefined => AFTER[category];

const WIDTH = 960;
const HEIGHT = 720;

const sky = (top: string, bottom: string) =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>
  <filter id="soft"><feGaussianBlur stdDeviation="26"/></filter></defs><rect width="960" height="720" fill="url(#sky)"/>`;
const DUSK = sky('#141d33', '#39405a');
const DAY = sky('#8fbfe0', '#e6eef0');
const houses = (fill: string, roof: string) =>
  [0, 250, 640]
    .map(
      (x, at) =>
        `<rect x="${x}" y="${330 - at * 12}" width="230" height="170" fill="${fill}"/><path d="M${x - 14} ${332 - at * 12}l129-62 129 62z" fill="${roof}"/><rect x="${x + 40}" y="${382 - at * 12}" width="42" height="48" fill="#0004"/><rect x="${x + 130}" y="${382 - at * 12}" width="42" height="48" fill="#0004"/>`,
    )
    .join('');
const street = (fill: string) => `<path d="M0 720L330 470h300l330 250z" fill="${fill}"/><path d="M470 720l8-250h12l16 250z" fill="#fff2"/>`;
const ground = (fill: string) => `<rect y="470" width="960" height="250" fill="${fill}"/>`;
const lamp = (lit: boolean) =>
  `<rect x="716" y="150" width="12" height="440" fill="#444b57"/><path d="M722 156h-118" stroke="#444b57" stroke-width="10"/><rect x="570" y="150" width="62" height="18" rx="6" fill="${lit ? '#ffe9a6' : '#5a606b'}"/>` +
  (lit ? '<path d="M572 168L400 690h400L632 168z" fill="#ffd97a" opacity=".38" filter="url(#soft)"/>' : '');
const mountains = '<path d="M0 400l170-90 120 50 180-120 210 140 120-60 160 80v70H0z" fill="#7d8a97" opacity=".55"/>';
const heap = [
  [300, 560, 70, '#5b6f4a'],
  [380, 590, 60, '#d9d4c7'],
  [450, 570, 66, '#3f4f72'],
  [520, 600, 54, '#b4523f'],
  [350, 620, 60, '#c9c2b0'],
  [470, 630, 64, '#6d6d6d'],
]
  .map(([x, y, r, fill]) => `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${Number(r) * 0.62}" fill="${fill}"/>`)
  .join('');
const bin = (x: number, full: boolean) =>
  `<path d="M${x} 400h120l-14 200h-92z" fill="#3d7a52"/><rect x="${x - 6}" y="386" width="132" height="20" rx="6" fill="#336746"/>${full ? `<ellipse cx="${x + 60}" cy="382" rx="66" ry="34" fill="#cfc8b8"/><ellipse cx="${x + 84}" cy="368" rx="34" ry="24" fill="#4a5f86"/>` : ''}`;

const STROKES =
  'M250 300c40-60 90-70 70-10s-60 110-20 90 90-120 120-150 10 60-20 110 30 60 60 10 60-150 90-160-30 120-10 140 70-40 100-110M300 430c120-30 300-50 420-30';
const lines = (from: number, count: number) =>
  Array.from(
    { length: count },
    (_, at) => `<path d="M300 ${from + at * 42}h${360 - (at % 3) * 70}" stroke="#8d8a83" stroke-width="7"/>`,
  ).join('');
const sheet = (inside: string) =>
  `<rect width="960" height="720" fill="#8a6f50"/><path d="M220 40h500l30 650-540 10z" fill="#f6f2e6"/><path d="M380 96h200" stroke="#5d5a55" stroke-width="14"/>${inside}`;

const DRAWINGS: Record<Scene, string> = {
  'lamp-dark': `${DUSK}${houses('#2a3145', '#1f2536')}${ground('#262b38')}${street('#1d212c')}${lamp(false)}`,
  'lamp-lit': `${DUSK}${houses('#333a50', '#262d40')}${ground('#2c3140')}${street('#2a2e3a')}${lamp(true)}`,
  road: `${DAY}${mountains}${ground('#b59f77')}${street('#6d6f73')}<ellipse cx="420" cy="600" rx="110" ry="38" fill="#4a4540"/><ellipse cx="424" cy="606" rx="84" ry="24" fill="#7b6a55"/><ellipse cx="560" cy="530" rx="50" ry="16" fill="#4a4540"/><path d="M300 690l60-60 30 8 50-44M600 650l44-40 50 30" stroke="#3c3a38" stroke-width="7" fill="none"/>`,
  'road-mended': `${DAY}${mountains}${ground('#b59f77')}${street('#74767a')}<path d="M320 640l60-84 130-8 40 90z" fill="#45474b"/><path d="M530 548l30-30h70l20 30z" fill="#45474b"/>`,
  waste: `${DAY}${houses('#d8cdb8', '#a5604a')}${ground('#b8a27c')}${bin(600, true)}${bin(740, true)}${heap}`,
  'waste-cleared': `${DAY}${houses('#d8cdb8', '#a5604a')}${ground('#c4b08a')}${bin(600, false)}${bin(740, false)}`,
  canal: `${DAY}${mountains}${ground('#8fa35f')}<path d="M300 720l120-250h90l170 250z" fill="#9a9a96"/><path d="M360 720l92-250h30l130 250z" fill="#6d8f8a"/><path d="M400 640l120-20 40 44-150 20z" fill="#6b5b3f"/><path d="M430 560l60-10 24 30-80 10z" fill="#7d6a49"/>`,
  tap: `<rect width="960" height="720" fill="#d9dde0"/><g stroke="#c3c8cc" stroke-width="4">${[120, 240, 360, 480, 600].map((y) => `<path d="M0 ${y}h960"/>`).join('')}${[160, 320, 480, 640, 800].map((x) => `<path d="M${x} 0v720"/>`).join('')}</g><path d="M300 250h240v46h96v70h-58v-24H470v90h-60v-90H300z" fill="#9aa3ab"/><rect x="400" y="196" width="80" height="54" fill="#8a939b"/><path d="M604 372c14 28 20 40 20 52a20 20 0 01-40 0c0-12 8-26 20-52z" fill="#b0894b"/><path d="M300 560h470l-50 130H350z" fill="#e9eef1"/><ellipse cx="535" cy="572" rx="220" ry="26" fill="#b9985e"/>`,
  wall: `<rect width="960" height="720" fill="#d8d2c4"/><rect y="560" width="960" height="160" fill="#a49a86"/><path d="M0 430c120-40 240 30 360-6s260 20 600-14v150H0z" fill="#b9a98c"/><path d="M470 0l-24 110 40 90-36 120 30 90-26 150" stroke="#4d463c" stroke-width="9" fill="none"/><path d="M450 320l-90 60-20 70M486 200l80 50 14 60" stroke="#5d554a" stroke-width="5" fill="none"/>`,
  greenhouse: `${DAY}${mountains}${ground('#a8925f')}<path d="M60 560c60-260 780-260 840 0z" fill="#eef4f2" opacity=".85"/><g stroke="#9fb0ad" stroke-width="6" fill="none">${[180, 320, 480, 640, 780].map((x) => `<path d="M${x} 560V${380 + Math.abs(480 - x) / 3}"/>`).join('')}<path d="M60 560c60-260 780-260 840 0"/></g><path d="M360 380l150-20 60 90-40 70-150 10z" fill="#7d8f6a"/><path d="M360 380l-20 60 40 20-10 70M570 450l40 10-20 40" stroke="#dfe8e5" stroke-width="12" fill="none"/>`,
  // A signature as the finger leaves it on the screen; a mandate signed on paper; a form that was filled in.
  signature: `<rect width="960" height="720" fill="#fff"/><path d="${STROKES}" stroke="#1d2733" stroke-width="9" fill="none" stroke-linecap="round"/>`,
  mandate: sheet(
    `${lines(170, 6)}<g transform="translate(250 360) scale(.5)"><path d="${STROKES}" stroke="#1d2f6b" stroke-width="12" fill="none" stroke-linecap="round"/></g>`,
  ),
  paper: sheet(`${lines(170, 10)}<circle cx="610" cy="610" r="46" fill="none" stroke="#b8473a" stroke-width="7"/>`),
  puddle: `${DAY}${houses('#cdbfa6', '#8f5540')}${ground('#9c8460')}${street('#8a7350')}<ellipse cx="450" cy="610" rx="230" ry="60" fill="#6f7f86"/><ellipse cx="470" cy="600" rx="170" ry="38" fill="#93a5ab"/><ellipse cx="600" cy="520" rx="90" ry="20" fill="#7b8b90"/>`,
};

/** Draws the pictures and keeps them as if they had been uploaded; they are the same content for every matter that shows them. */
export async function keepPhotos(files: FileStore): Promise<Map<Scene, StoredFile>> {
  const kept = await Promise.all(
    SCENES.map(async (scene) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 720" width="${WIDTH}" height="${HEIGHT}">${DRAWINGS[scene]}</svg>`;
      const picture = await sharp(Buffer.from(svg)).blur(0.8).jpeg({ quality: 88 }).toBuffer();
      return [scene, await files.keep(picture)] as const;
    }),
  );
  return new Map(kept);
}
