import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type CallOptions, call, type InputOf, newCommandId, Offline, type OperationName, type OutputOf } from './call.ts';
import { noticeEnding } from './sign-out.ts';

/** How long something `fresh` is shown before it is asked again. */
export const FRESH_MS = 20_000;

/** One cache for a face; reads are asked again when the page comes back or the network returns, refusals are not repeated. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    ...noticeEnding(),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 20_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => error instanceof Offline && failures < 1,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Reads through an operation; kept under its name and input, so that commands can refresh it. `fresh` is for what anything done elsewhere changes: asked again while one looks. `once` is for what is noted as a look at a person: asked when the page opens and after a command, never because somebody came back to the window, and kept no longer than it is shown. */
export function useRead<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  options: CallOptions & { enabled?: boolean; keep?: boolean; fresh?: boolean; once?: boolean } = {},
) {
  const { enabled = true, keep, fresh, once, receipt } = options;
  return useQuery<OutputOf<Name>>({
    queryKey: [name, input, receipt ?? ''],
    queryFn: ({ signal }) => call(name, input, { receipt, signal }),
    enabled,
    placeholderData: keep ? keepPreviousData : undefined,
    ...(fresh && { staleTime: 0, refetchInterval: FRESH_MS }),
    ...(once && { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false }),
  });
}

/**
 * Gives a command. The id stays the same until it has an answer, so pressing again after a lost connection is safe;
 * `refresh` names the reads that it changes.
 */
export function useCommand<Name extends OperationName>(name: Name, options: CallOptions & { refresh?: OperationName[] } = {}) {
  const client = useQueryClient();
  const pending = useRef<{ id: string; input: string }>(undefined);
  return useMutation({
    mutationFn: async (input: InputOf<Name>) => {
      const text = JSON.stringify(input);
      if (pending.current?.input !== text) pending.current = { id: newCommandId(), input: text };
      const output = await call(name, input, { commandId: pending.current.id, receipt: options.receipt });
      pending.current = undefined;
      return output;
    },
    onError: (error) => {
      // A refusal is an answer: the next press is a new command.
      if (!(error instanceof Offline)) pending.current = undefined;
    },
    onSuccess: () => Promise.all((options.refresh ?? []).map((read) => client.invalidateQueries({ queryKey: [read] }))),
  });
}
