package io.breakwater.cli;

import picocli.CommandLine.Command;

/// The `breakwater` command.
@Command(name = "breakwater")
public final class Breakwater {
  private Breakwater() {}

  public static void main(String[] args) {}
}
