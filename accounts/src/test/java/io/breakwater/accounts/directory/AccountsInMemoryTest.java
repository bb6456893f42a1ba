package io.breakwater.accounts.directory;

class AccountsInMemoryTest extends AccountStoreContract {
  @Override
  protected AccountStore open() {
    return new AccountsInMemory();
  }
}
