import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { Icon } from '../../kit/icons.tsx';
import { useHotKeys } from './hot-keys.ts';
import { say } from './messages.ts';
import { setSearchWords, useSearchWords } from './search-words.ts';

/** Searches the matters one may see; `/` puts the cursor here from anywhere. */
export function SearchBox() {
  const navigate = useNavigate();
  const current = useSearchWords();
  const [typed, setTyped] = useState(current);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(current), [current]);
  useHotKeys({ '/': () => input.current?.select() });
  const search = (words: string) => {
    setSearchWords(words);
    void navigate({ to: '/', search: words.trim() ? { tab: 'all' } : {} });
  };
  return (
    <search className="top-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={60}
          placeholder={say('search')}
          aria-label={say('search')}
          enterKeyHint="search"
          autoComplete="off"
        />
        {current ? <IconButton icon="close" label={say('close')} onClick={() => search('')} /> : <kbd>/</kbd>}
      </form>
    </search>
  );
}
