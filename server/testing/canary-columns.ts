/**
 * Where a name, an address or words of a resident may stand as they are. Everything else in the database is scanned for them; phones and
 * identity numbers are sealed and may stand nowhere.
 */
export const CANARY_COLUMNS: Readonly<Record<'name' | 'phone' | 'identity' | 'address' | 'words', readonly string[]>> = {
  name: ['person.name', 'account.display_name', 'matter_reporter.name'],
  phone: [],
  identity: [],
  address: ['dwelling.address', 'dwelling.search', 'matter.state', 'matter_action.input'],
  words: ['matter.title', 'matter.search', 'matter.state', 'matter_action.input'],
};
