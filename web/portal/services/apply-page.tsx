import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { isApplicantsCard, isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import { needlessIn } from '../../../domain/policy/needless.ts';
import { Button } from '../../kit/button.tsx';
import { type OutputOf, Problem } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextArea } from '../../kit/field.tsx';
import { Banner, EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { Page } from '../../kit/page.tsx';
import { useRead } from '../../kit/query.ts';
import { useMe, type Visitor } from '../accounts/session.ts';
import { useBack } from '../back.ts';
import { useDraft } from '../draft.ts';
import { t as home } from '../home/messages.ts';
import { send } from '../matters/outbox.ts';
import { usePlace } from '../territory/places.ts';
import { VillageField } from '../territory/village-field.tsx';
import { applicationDraft, papersLacking } from './application-draft.ts';
import { IdentityField } from './identity-field.tsx';
import { t } from './messages.ts';
import { PaperField } from './paper-field.tsx';
import './services.css';

type Item = OutputOf<'services.item'>;

/** The form of somebody who is signed in: for whom, the papers, a few words. Kept on the device while it is filled in. */
function ApplyForm({ item, me }: { item: Item; me: Visitor }) {
  const back = useBack(`/services/${item.id}`);
  const [, navigate] = useLocation();
  const online = useOnline();
  const { draft: kept, restored, change, clear, forget } = useDraft(`application:${item.id}`, applicationDraft);
  const [choosing, setChoosing] = useState(false);
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const village = kept?.village ?? me.home?.village;
  const person = me.persons.some(({ id }) => id === kept?.person) ? kept?.person : me.personId;
  const running = useRead(
    'proxy.running',
    { village: village?.code ?? '', item: item.id, person: person ?? '' },
    { enabled: Boolean(village && person) },
  ).data?.matter;
  const centre = usePlace(village?.code.slice(0, 9)).data?.bodies.find((body) => body.kind === 'township-centre');

  if (!kept) {
    return (
      <Page title={t('applyTitle')} onBack={back}>
        <Skeleton lines={6} />
      </Page>
    );
  }
  const names = item.materials.map(({ name }) => name);
  const cards = names.filter(isIdentityCard);
  const toPhotograph = names.filter((name) => !isIdentityCard(name));
  const lacking = papersLacking(names, kept.papers);
  // Where they live is known; a grid belongs to its village only.
  const grid = village?.code === me.home?.village.code ? me.home?.grid : undefined;

  const submit = async () => {
    setAsked(true);
    if (!village) return setChoosing(true);
    if (lacking.length > 0 && !asked) return;
    setSending(true);
    const commandId = await send({
      kind: 'application',
      draft: {
        ...kept,
        item: { id: item.id, name: item.name },
        papers: kept.papers.filter(({ name }) => names.includes(name)),
        village,
        grid,
        person,
        account: me.account,
      },
    });
    forget();
    navigate(`/filed/${commandId}`, { replace: true });
  };

  return (
    <Page
      title={t('applyTitle')}
      documentTitle={`${t('applyTitle')} ${item.name}`}
      onBack={back}
      action={
        <>
          {asked && lacking.length > 0 && (
            <Banner tone="wheat" icon="camera" title={t('lacking', { n: lacking.length, names: lacking.join('、') })}>
              {t('lackingWords')}
            </Banner>
          )}
          <Button look="filled" wide busy={sending} onClick={() => void submit()}>
            {asked && lacking.length > 0 ? t('sendWithout') : t('send')}
          </Button>
          <p className="page-action-note">{online ? (centre ? t('note', { who: centre.name }) : t('noteUnknown')) : home('offline')}</p>
        </>
      }
    >
      {restored && (
        <Banner tone="brand" icon="undo" action={<Button onClick={clear}>{t('draftDrop')}</Button>}>
          {t('draftKept')}
        </Banner>
      )}
      <p className="strong apply-what">{item.name}</p>
      {running && (
        <Banner tone="wheat" title={t('running', { status: running.statusTitle })}>
          <Link href={`/matters/${running.id}`}>{t('runningSee')}</Link>
        </Banner>
      )}

      {me.persons.length > 1 && (
        <ChoiceList
          label={t('forWhom')}
          inline
          choices={me.persons.map((person) => ({ value: person.id, label: person.name }))}
          value={kept.person ?? me.personId}
          onChange={(person) => change({ person })}
        />
      )}

      <section className="section">
        <h2>{t('papers')}</h2>
        {toPhotograph.length > 0 && <p className="field-hint">{t('paperHint')}</p>}
        {names.length === 0 && <p>{t('papersNone')}</p>}
        {toPhotograph.map((name) => (
          <PaperField key={name} name={name} papers={kept.papers} onChange={(papers) => change({ papers })} />
        ))}
        {cards.length > 0 && <PaperField name={cards.join('、')} card={t('noCard')} />}
        {person && names.some(isApplicantsCard) && <IdentityField key={person} personId={person} online={online} />}
      </section>

      <TextArea
        label={t('words')}
        aside={t('optional')}
        hint={needlessIn(kept.words)}
        value={kept.words}
        maxLength={500}
        onChange={(event) => change({ words: event.target.value })}
      />

      <VillageField
        label={t('where')}
        none={t('whereUnknown')}
        value={village}
        error={asked && !village && t('whereMissing')}
        choosing={choosing}
        onChoosing={setChoosing}
        onChange={(place) => change({ village: place })}
      />
    </Page>
  );
}

/** Applying online, without a trip (2.6): whoever is signed in, for an item the county takes online. */
export default function ApplyPage({ id }: { id: string }) {
  const back = useBack(`/services/${id}`);
  const me = useMe();
  const read = useRead('services.item', { id });
  const item = read.data;
  if (item?.online && me.signedIn) return <ApplyForm item={item} me={me} />;
  const gone = read.error instanceof Problem && [400, 404].includes(read.error.status);
  return (
    <Page title={t('applyTitle')} documentTitle={t('applyTitle')} onBack={back}>
      {gone || (item && !item.online) ? (
        <EmptyState
          icon="doc"
          title={t(gone ? 'gone' : 'applyNot')}
          action={
            <Link href={gone ? '/services' : `/services/${id}`} className="button button-filled">
              {t(gone ? 'toServices' : 'proxyWords')}
            </Link>
          }
        >
          {t(gone ? 'goneWords' : 'applyNotWords')}
        </EmptyState>
      ) : read.error && !item ? (
        <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />
      ) : me.loading || !item ? (
        <Skeleton lines={6} />
      ) : (
        <EmptyState
          icon="person"
          title={t('applySignIn')}
          action={
            <Link href={`/sign-in?then=/services/${id}/apply`} className="button button-filled">
              {t('signIn')}
            </Link>
          }
        >
          {t('applySignInWords')}
        </EmptyState>
      )}
    </Page>
  );
}
