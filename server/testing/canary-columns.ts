/**
 * Where a name, an address or words of a resident may stand as they are. Everything else in the database is scanned for them; phones are sealed and,
 * like numbers of identity cards, may stand nowhere.
 */
export const CANARY_COLUMNS: Readonly<Record<'name' | 'phone' | 'address' | 'words', readonly string[]>> = {
  name: ['person.name', 'account.display_name', 'matter_reporter.name'],
  phone: [],
  address: ['dwelling.address', 'dwelling.search', 'matter.state', 'matter_action.input'],
  words: ['matter.title', 'matter.search', 'matter.state', 'matter_action.input'],
};
