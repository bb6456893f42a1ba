package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import io.breakwater.image.ImageException;
import io.breakwater.image.source.OpenedImages;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.sbom.SbomException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater packages`: what is installed in an image, and whose a file is.
final class PackagesCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "packages",
              this,
              "Lists what is installed in an image, with the layer that brought it.")
          .footer(
              "",
              "Exit codes: 0 complete, 1 no package owns the file, 2 usage or internal error,",
              "3 something could not be read, so that packages may be missing.");
  private final ImageChoice image = ImageChoice.of(model);
  private final Text owner =
      model.text("--owner", "PATH", "Only the package that owns this file of the image.");
  private final Flag history =
      model.flag("--history", "Also the build step that brought each package.");
  private final ReadingOptions reading = new ReadingOptions(model);

  private PackagesCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new PackagesCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    try (var progress = new Progress(session.terminal(), !reading.quiet());
        var input = image.open(session, reading)) {
      return switch (input) {
        case OpenedInput.Images(var opened) -> list(opened, progress);
        case OpenedInput.Bill bill -> list(bill.inventory());
      };
    } catch (ImageException e) {
      throw Errors.of(e);
    } catch (SbomException e) {
      throw Errors.of(e);
    }
  }

  private int list(OpenedImages opened, Progress progress) {
    var inventories = new ImageInventories(reading.inventoryOptions(session, progress));
    var worst = ExitCode.PASS;
    for (var one : opened.images()) {
      var inventory = inventories.read(one);
      progress.clear();
      if (image.allPlatforms()) {
        print("# " + one.platform().map(Object::toString).orElse("no platform"));
      }
      worst = Math.max(worst, list(inventory));
    }
    return worst;
  }

  private int list(ImageInventory inventory) {
    var path = owner.value();
    var found = true;
    if (path == null) {
      for (var installed : inventory.packages()) {
        print(line(installed));
      }
    } else {
      var installed = inventory.owners().ownerOf(path);
      installed.ifPresent(one -> print(line(one)));
      found = installed.isPresent();
      if (!found) {
        session.terminal().complain("breakwater: no package of the image owns " + path);
      }
    }
    for (var gap : inventory.gaps()) {
      session
          .terminal()
          .complain("breakwater: " + gap.message() + ". " + gap.next() + ". [" + gap.code() + "]");
    }
    if (!inventory.gaps().isEmpty()) {
      return ExitCode.NOT_ASSESSED;
    }
    return found ? ExitCode.PASS : ExitCode.FAIL;
  }

  private String line(InstalledPackage installed) {
    return "%s\t%s\t%s\t%s\t%s\tlayer %d%s%s"
        .formatted(
            installed.name(),
            installed.version(),
            installed.arch(),
            installed.source(),
            installed.sourceVersion(),
            installed.origin().layer(),
            installed.module() == null ? "" : "\tmodule " + installed.module(),
            history.isSet() ? "\t" + installed.origin().createdBy().replace('\n', ' ') : "");
  }

  private void print(String line) {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    var columns = new ArrayList<String>();
    // Tabs part the columns; whatever else is a control character came from the image.
    for (var column : line.split("\t", -1)) {
      columns.add(Terminal.printable(column));
    }
    out.println(String.join("\t", columns));
    out.flush();
  }
}
