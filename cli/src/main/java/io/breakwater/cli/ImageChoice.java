package io.breakwater.cli;

import io.breakwater.cli.CommandModel.Flag;
import io.breakwater.cli.CommandModel.Text;
import io.breakwater.image.ImageException;
import io.breakwater.image.Platform;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.OpenedImages;
import io.breakwater.image.source.PlatformChoice;
import io.breakwater.image.source.SourceOptions;

/// Which image a command is about.
final class ImageChoice {
  private final Text image;
  private final Text platform;
  private final Flag allPlatforms;

  ImageChoice(CommandModel model) {
    image =
        model.parameter(
            "IMAGE",
            true,
            "REFERENCE in a registry, oci:DIR[:TAG],",
            "oci-archive:FILE[:TAG], docker-archive:FILE[:REF],",
            "dir:FOLDER, - (an archive on standard input), or a",
            "path, which is recognised by what it is.");
    platform =
        model.text(
            "--platform",
            "OS/ARCH[/VARIANT]",
            "Which image of an index; this machine's by default.");
    allPlatforms =
        model.flag("--all-platforms", "Every image of an index, and the worst verdict of them.");
  }

  boolean allPlatforms() {
    return allPlatforms.isSet();
  }

  /// Opens the image, or the images.
  OpenedImages open(Session session, ReadingOptions reading) throws ImageException {
    var options =
        SourceOptions.of(session.folders().cache().resolve("spool"))
            .withStandardInput(session.terminal().in())
            .withRegistry(reading.registry(session))
            .withPlatform(platformChoice());
    return ImageSource.open(location(), options);
  }

  private ImageLocation location() {
    try {
      return ImageLocation.parse(image.or(""));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "IMAGE '" + image.or("") + "'",
          String.valueOf(e.getMessage()),
          "See breakwater scan --help for the forms there are");
    }
  }

  private PlatformChoice platformChoice() {
    var chosen = platform.value();
    if (chosen == null) {
      return allPlatforms() ? new PlatformChoice.All() : new PlatformChoice.Default();
    }
    if (allPlatforms()) {
      throw Failure.usage(
          "--platform " + chosen, "--all-platforms is given too", "Give one of the two");
    }
    try {
      return new PlatformChoice.Only(Platform.parse(chosen));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--platform " + chosen,
          String.valueOf(e.getMessage()),
          "Write it like linux/arm64 or linux/arm/v7");
    }
  }
}
