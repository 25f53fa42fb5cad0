import { inflateSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';

/** How many pages the browser prints; the size of the paper is the one the page asks for. */
export async function pagesOf(desk: Page): Promise<number> {
  return [...(await printed(desk)).toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
}

const printed = (desk: Page): Promise<Buffer> => desk.pdf({ preferCSSPageSize: true, format: 'A4' });

/** The words of each page in their order, as the font's own numbers: good for comparing pages, not for reading. */
export async function wordsOfPages(desk: Page): Promise<string[][]> {
  const paper = await printed(desk);
  const bytes = paper.toString('latin1');
  return [...bytes.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
    const start = index + length;
    // A font or a picture is no page: it shows no words.
    if (!/FlateDecode/.test(bytes.slice(Math.max(0, index - 200), index))) return [];
    const page = inflateSync(paper.subarray(start, bytes.indexOf('endstream', start))).toString('latin1');
    const words = [...page.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, word = '']) => word);
    return / Tf/.test(page) && words.length > 0 ? [words] : [];
  });
}

/** How wide something is on paper, in millimetres. */
export const widthOf = async (thing: Locator): Promise<number> => (((await thing.boundingBox())?.width ?? 0) / 96) * 25.4;
