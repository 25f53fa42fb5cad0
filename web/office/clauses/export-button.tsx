import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import type { Verdict } from '../../../domain/policy/board-contract.ts';
import { Button } from '../../kit/button.tsx';
import { Offline, Problem } from '../../kit/call.ts';
import { sentenceOf } from '../../kit/notice.tsx';
import { say } from './messages.ts';

interface Exported {
  territory: string;
  rule?: string;
  verdict?: Verdict;
  day?: string;
}

async function fetchWorkbook(asked: Exported): Promise<{ name: string; blob: Blob }> {
  const query = new URLSearchParams(Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1])));
  const response = await fetch(`/api/board/export?${query}`, { credentials: 'same-origin' }).catch((cause) => {
    throw new Offline('no answer', { cause });
  });
  if (!response.ok)
    throw new Problem({ title: response.statusText, status: response.status, ...(await response.json().catch(() => ({}))) });
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { name: name ? decodeURIComponent(name) : 'board.xlsx', blob: await response.blob() };
}

/** Saves the board below the place as an Excel file; a refusal is a sentence and not a broken file. */
export function ExportButton(asked: Exported) {
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: fetchWorkbook,
    networkMode: 'always',
    onSuccess: ({ name, blob }) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    onError: (error) => void message.error(sentenceOf(error).title),
  });
  return (
    <Button icon="download" busy={save.isPending} onClick={() => save.mutate(asked)}>
      {say('export')}
    </Button>
  );
}
