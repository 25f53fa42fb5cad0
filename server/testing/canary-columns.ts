/**
 * Where a name, a phone, an address or words of a resident may stand as they are, until they are sealed with a key for each person; then this list
 * shrinks. Everything else in the database is scanned for them. Numbers of identity cards may stand nowhere.
 */
export const CANARY_COLUMNS: Readonly<Record<'name' | 'phone' | 'address' | 'words', readonly string[]>> = {
  name: ['person.name', 'account.display_name', 'matter_reporter.name'],
  phone: ['person.phone', 'account.phone', 'matter_reporter.phone', 'message.phone', 'sign_in_code.subject'],
  address: ['dwelling.address', 'dwelling.search', 'matter.state', 'matter_action.input'],
  words: ['matter.title', 'matter.search', 'matter.state', 'matter_action.input'],
};
