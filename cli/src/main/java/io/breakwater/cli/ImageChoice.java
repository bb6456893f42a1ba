package io.breakwater.cli;

import io.breakwater.advisor.ImageSubject;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.ImageReference;
import io.breakwater.image.Platform;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.PlatformChoice;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.policy.AttachedVex;
import io.breakwater.policy.ExemptionDocument;
import io.breakwater.sbom.SbomException;
import io.breakwater.sbom.SbomFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which image a command is about.
final class ImageChoice {
  private static final String[] FORMS = {
    "REFERENCE in a registry, oci:DIR[:TAG],",
    "oci-archive:FILE[:TAG], docker-archive:FILE[:REF],",
    "dir:FOLDER, sbom:FILE (CycloneDX or SPDX JSON),",
    "- (an archive or an SBOM on standard input), or a",
    "path, which is recognised by what it is."
  };

  private final Text image;
  private final Text platform;
  private final @Nullable Flag allPlatforms;

  private ImageChoice(Text image, Text platform, @Nullable Flag allPlatforms) {
    this.image = image;
    this.platform = platform;
    this.allPlatforms = allPlatforms;
  }

  /// The one image of a command.
  static ImageChoice of(CommandModel model) {
    return new ImageChoice(
        model.parameter("IMAGE", true, FORMS),
        platform(model),
        model.flag("--all-platforms", "Every image of an index, and the worst verdict of them."));
  }

  /// The two images of a command, of one platform.
  static Pair pair(CommandModel model) {
    var before = model.parameter("BEFORE", true, FORMS);
    var after = model.parameter("AFTER", true, "The image to compare it with, in the same forms.");
    var platform = platform(model);
    return new Pair(
        new ImageChoice(before, platform, null), new ImageChoice(after, platform, null));
  }

  /// Two images.
  record Pair(ImageChoice before, ImageChoice after) {}

  private static Text platform(CommandModel model) {
    return model.text(
        "--platform", "OS/ARCH[/VARIANT]", "Which image of an index; this machine's by default.");
  }

  boolean allPlatforms() {
    return allPlatforms != null && allPlatforms.isSet();
  }

  /// What the image is called, as far as exemptions may be limited by it: the reference that was
  /// typed; nothing for archives and folders, which could call themselves anything.
  ImageSubject subject() {
    if (location() instanceof ImageLocation.Registry(var reference)) {
      try {
        return ImageSubject.of(ImageReference.parse(reference));
      } catch (IllegalArgumentException e) {
        // Opening it says what is wrong.
        return ImageSubject.UNNAMED;
      }
    }
    return ImageSubject.UNNAMED;
  }

  /// As it was typed.
  String text() {
    return image.or("");
  }

  /// Opens the image, or the images, or reads the bill of materials.
  OpenedInput open(Session session, ReadingOptions reading) throws ImageException, SbomException {
    var location = location();
    var in = new BufferedInputStream(session.terminal().in(), 1 << 16);
    switch (location) {
      case ImageLocation.Sbom(var file) -> {
        return bill(file.toString(), SbomFile.read(file));
      }
      case ImageLocation.LocalPath(var path) when SbomFile.recognises(path) -> {
        return bill(path.toString(), SbomFile.read(path));
      }
      case ImageLocation.StandardInput() when recognises(in) -> {
        return bill("on standard input", SbomFile.read(in, "-"));
      }
      default -> {
        // An image.
      }
    }
    var options = options(session, reading).withStandardInput(in).withPlatform(platformChoice());
    return new OpenedInput.Images(ImageSource.open(location, options));
  }

  private static SourceOptions options(Session session, ReadingOptions reading) {
    return SourceOptions.of(session.folders().cache().resolve("spool"))
        .withRegistry(reading.registry(session));
  }

  /// Reads the VEX documents that are attached to the image in its registry.
  ///
  /// @param subjects the image's manifest, and the index that it was chosen from
  ExemptionDocument attachedVex(Session session, ReadingOptions reading, List<Digest> subjects)
      throws ImageException {
    if (location() instanceof ImageLocation.Registry(var reference)) {
      return AttachedVex.read(reference, subjects, options(session, reading));
    }
    throw Failure.usage(
        "--vex oci", text() + " is not an image in a registry", "Give --vex the documents' files");
  }

  private OpenedInput bill(String name, ImageInventory inventory) {
    if (platform.value() != null || allPlatforms()) {
      throw Failure.usage(
          platform.value() == null ? "--all-platforms" : "--platform " + platform.value(),
          "an SBOM is of one image, and says nothing of platforms",
          "Leave the option out");
    }
    return new OpenedInput.Bill("SBOM " + name, inventory);
  }

  private static boolean recognises(InputStream in) {
    try {
      return SbomFile.recognises(in);
    } catch (IOException e) {
      // The reader of archives meets it again and says so.
      return false;
    }
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
