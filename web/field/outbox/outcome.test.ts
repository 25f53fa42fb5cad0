import { describe, expect, it } from 'vitest';
import { Problem } from '../../kit/call.ts';
import { outcomeOf } from './outcome.ts';

const answered = (status: number) => outcomeOf(() => Promise.reject(new Problem({ type: '/problems/any', title: '系统正忙', status })));

describe('an answer to the outbox', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('%d is like no network: it stays and is sent again', async (status) => {
    expect((await answered(status)).kind).toBe('lost');
  });
  it.each([400, 404, 409])('%d is a refusal', async (status) => {
    expect((await answered(status)).kind).toBe('refused');
  });
});
