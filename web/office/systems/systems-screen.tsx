import { App, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { EmptyState, ErrorBanner, Skeleton, sentenceOf, Tag } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { say as frame } from '../shell/messages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { shortMoment } from '../shell/times.ts';
import { AddHookForm, AddKeyForm } from './add-form.tsx';
import { LatestDeliveries } from './deliveries.tsx';
import { eventTitle, say } from './messages.ts';
import { OneTimeSecret } from './one-time-secret.tsx';

type Hook = OutputOf<'webhooks.list'>['webhooks'][number];
type Key = OutputOf<'clients.list'>['clients'][number];

function useAsk() {
  const { message, modal } = App.useApp();
  const failed = (error: unknown) => {
    const { title, detail } = sentenceOf(error);
    void message.error([title, detail].filter(Boolean).join(' '));
  };
  const ask = (title: string, content: string, okText: string, onOk: () => Promise<unknown>) =>
    modal.confirm({ title, content, okText, cancelText: frame('cancel'), onOk: () => onOk().catch(failed) });
  return { ask, failed, said: (words: string) => void message.success(words) };
}

const Act = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <button type="button" className="link" onClick={onClick}>
    {children}
  </button>
);

function HookRow({ hook, onSecret, onLook }: { hook: Hook; onSecret: (secret: string) => void; onLook: () => void }) {
  const { ask, failed, said } = useAsk();
  const end = useCommand('webhooks.end', { refresh: ['webhooks.list'] });
  const retry = useCommand('webhooks.retry', { refresh: ['webhooks.list', 'webhooks.deliveries'] });
  const rotate = useCommand('webhooks.rotate');
  const { id } = hook;
  const behind = [hook.waiting && say('waiting', { n: hook.waiting }), hook.dead && say('dead', { n: hook.dead })].filter(Boolean);
  return (
    <tr className={hook.endedAt ? 'row-past' : undefined}>
      <th scope="row" className="break">
        {hook.url}
      </th>
      <td className="cell-short" data-label={say('place')}>
        {hook.place}
      </td>
      <td data-label={say('events')}>{hook.events.map(eventTitle).join('、')}</td>
      <td data-label={say('state')}>
        <Tag tone={hook.endedAt ? 'plain' : hook.dead ? 'brick' : 'leaf'}>{hook.endedAt ? say('ended') : say('open')}</Tag>{' '}
        <span className="quiet">{hook.endedWhy ?? (behind.join('，') || say('allSent'))}</span>
      </td>
      <td>
        <span className="row">
          <Act onClick={onLook}>{say('look')}</Act>
          {!hook.endedAt && hook.dead > 0 && (
            <Act onClick={() => retry.mutate({ id }, { onSuccess: () => said(say('retryDone')), onError: failed })}>{say('retry')}</Act>
          )}
          {!hook.endedAt && (
            <Act
              onClick={() =>
                ask(say('rotateAsk'), say('rotateWords'), say('rotate'), () =>
                  rotate.mutateAsync({ id }).then(({ secret }) => onSecret(secret)),
                )
              }
            >
              {say('rotate')}
            </Act>
          )}
          {!hook.endedAt && (
            <Act
              onClick={() =>
                ask(say('endAsk'), say('endWords'), say('end'), () => end.mutateAsync({ id }).then(() => said(say('endDone'))))
              }
            >
              {say('end')}
            </Act>
          )}
        </span>
      </td>
    </tr>
  );
}

function KeyRow({ client }: { client: Key }) {
  const { ask, said } = useAsk();
  const end = useCommand('clients.end', { refresh: ['clients.list'] });
  return (
    <tr className={client.endedAt ? 'row-past' : undefined}>
      <th scope="row">{client.name}</th>
      <td className="cell-short" data-label={say('place')}>
        {client.place}
      </td>
      <td data-label={say('used')}>{client.usedAt ? shortMoment(client.usedAt) : say('never')}</td>
      <td data-label={say('state')}>
        <Tag tone={client.endedAt ? 'plain' : 'leaf'}>{client.endedAt ? say('keyEnded') : say('keyOpen')}</Tag>
      </td>
      <td>
        {!client.endedAt && (
          <Act
            onClick={() =>
              ask(say('takeBackAsk', { name: client.name }), say('takeBackWords'), say('takeBack'), () =>
                end.mutateAsync({ id: client.id }).then(() => said(say('takenBack'))),
              )
            }
          >
            {say('takeBack')}
          </Act>
        )}
      </td>
    </tr>
  );
}

function Table({ heads, children }: { heads: string[]; children: ReactNode }) {
  return (
    <div className="table-wrap">
      <table className="table table-cards">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** 对外接口: which other systems are told of matters, and which may file them. */
export function SystemsScreen() {
  const hooks = useRead('webhooks.list', {});
  const keys = useRead('clients.list', {});
  const [adding, setAdding] = useState<'hook' | 'key' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const made = (text: string) => {
    setAdding(null);
    setSecret(text);
  };
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          <span className="row">
            <Button icon="plus" onClick={() => setAdding('key')}>
              {say('addKey')}
            </Button>
            <Button look="filled" icon="plus" onClick={() => setAdding('hook')}>
              {say('addHook')}
            </Button>
          </span>
        }
      />
      <h2 className="part-title">{say('hooks')}</h2>
      <p className="quiet">{say('hooksWords')}</p>
      {hooks.error && <ErrorBanner error={hooks.error} onRetry={() => void hooks.refetch()} />}
      {hooks.isPending && <Skeleton lines={4} card />}
      {hooks.data?.webhooks.length === 0 && (
        <EmptyState icon="send" title={say('hooksNone')}>
          {say('hooksNoneWords')}
        </EmptyState>
      )}
      {Boolean(hooks.data?.webhooks.length) && (
        <Table heads={[say('url'), say('place'), say('events'), say('state'), say('acts')]}>
          {hooks.data?.webhooks.map((hook) => (
            <HookRow key={hook.id} hook={hook} onSecret={setSecret} onLook={() => setLooked(hook.id)} />
          ))}
        </Table>
      )}
      <h2 className="part-title">{say('keys')}</h2>
      <p className="quiet">{say('keysWords')}</p>
      {keys.error && <ErrorBanner error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isPending && <Skeleton lines={4} card />}
      {keys.data?.clients.length === 0 && (
        <EmptyState icon="lock" title={say('keysNone')}>
          {say('keysNoneWords')}
        </EmptyState>
      )}
      {Boolean(keys.data?.clients.length) && (
        <Table heads={[say('keyName'), say('place'), say('used'), say('state'), say('acts')]}>
          {keys.data?.clients.map((client) => (
            <KeyRow key={client.id} client={client} />
          ))}
        </Table>
      )}
      <FormDrawer open={adding !== null} title={say(adding === 'key' ? 'addKey' : 'addHook')} onClose={() => setAdding(null)}>
        {adding === 'key' ? <AddKeyForm onMade={made} /> : <AddHookForm onMade={made} />}
      </FormDrawer>
      <Modal open={secret !== null} title={say('secretHead')} footer={null} onCancel={() => setSecret(null)} destroyOnHidden>
        {secret && <OneTimeSecret secret={secret} />}
      </Modal>
      <Modal open={looked !== null} title={say('deliveries')} footer={null} onCancel={() => setLooked(null)} destroyOnHidden width={720}>
        {looked && <LatestDeliveries webhook={looked} />}
      </Modal>
    </>
  );
}
