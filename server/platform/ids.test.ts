import { expect, it } from 'vitest';
import { newId, newReceiptCode, normalReceipt, receiptHash } from './ids.ts';

it('ids are version 7, carry their instant, differ, and rise within one millisecond', () => {
  const at = Date.parse('2026-11-24T01:00:00.000Z');
  const ids = Array.from({ length: 1000 }, () => newId(at));
  expect(new Set(ids).size).toBe(1000);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at);
  }
});

it('receipt codes have no look-alikes and are found however they are typed', () => {
  for (let n = 0; n < 500; n++) expect(newReceiptCode()).toMatch(/^[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}$/);
  expect(normalReceipt(' 7k3m 92qd')).toBe('7K3M92QD');
  expect(receiptHash('7k3m-92qd')).toBe(receiptHash('7K3M 92QD'));
});
