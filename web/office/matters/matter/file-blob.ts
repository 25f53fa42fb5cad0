import { useQuery } from '@tanstack/react-query';
import { Offline, Problem } from '../../../kit/call.ts';

async function fetchFile(id: string, thumbnail: boolean, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(`/api/files/${id}${thumbnail ? '/thumbnail' : ''}`, {
    headers: { 'x-linli': '1' },
    credentials: 'same-origin',
    signal,
  }).catch((cause) => {
    if (signal.aborted) throw cause;
    throw new Offline('no answer', { cause });
  });
  if (response.ok) return response.blob();
  throw new Problem({ status: response.status, title: response.statusText });
}

/** A stored file as the signed-in person may see it; fetched with the session, so its address alone opens nothing. */
export function useFile(id: string, options: { thumbnail?: boolean; enabled?: boolean } = {}) {
  const thumbnail = options.thumbnail ?? false;
  return useQuery({
    queryKey: ['file', id, thumbnail],
    queryFn: ({ signal }) => fetchFile(id, thumbnail, signal),
    enabled: options.enabled ?? true,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
  });
}
