package io.breakwater.inventory.layer;

import io.breakwater.image.EntryStream;
import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageDatabase;
import io.breakwater.inventory.database.Role;
import io.breakwater.inventory.database.StoreDatabase;
import io.breakwater.inventory.database.TextDatabase;
import io.breakwater.inventory.files.ConfigurationFiles;
import io.breakwater.inventory.files.ProgramNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a [LayerInventory] in one pass over a layer.
///
/// Whiteouts are names (OCI image specification, `layer.md`, "Whiteouts"): `.wh.NAME` hides NAME
/// of lower layers, `.wh..wh..opq` hides all that lower layers have in its directory. Other names
/// that begin with `.wh..wh.` are what AUFS left behind and are no files.
public final class LayerReader {
  private static final String WHITEOUT = ".wh.";
  private static final String META = ".wh..wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /// What a root file system's file is called that may not be read.
  private static final String UNREADABLE = "file-unreadable";

  /// Larger files that are called like a database are not searched for secrets.
  private static final int SEARCHED = 1 << 20;

  private final List<PackageDatabase> databases;
  private final List<Capture> captures;
  private final InventoryLimits limits;
  private final EntryLog.Writer log = new EntryLog.Writer();
  private final List<Content> contents = new ArrayList<>();
  private final FileLists.Writer fileLists;
  private final WaitingStores stores;
  private final ConfigurationTexts configuration;
  private final SecretSearch secrets = new SecretSearch();
  private final Map<String, Integer> contentByPath = new HashMap<>();
  private long kept;

  /// Whether the file at hand has secrets.
  private boolean secret;

  private final Room room;

  private LayerReader(
      List<PackageDatabase> databases,
      List<Capture> captures,
      InventoryLimits limits,
      Path spoolDirectory,
      Room room) {
    this.room = room;
    this.databases = databases;
    this.captures = captures;
    this.limits = limits;
    this.fileLists = new FileLists.Writer(limits.fileListBytes());
    this.configuration = new ConfigurationTexts(limits.configurationFileBytes());
    this.stores = new WaitingStores(new Spool(spoolDirectory), limits.database(), fileLists);
  }

  /// Reads a layer to its end and verifies it.
  ///
  /// @param captures what else is kept, the first that fits
  /// @param spoolDirectory for files that have to be whole before they can be read
  /// @throws ImageException where the stream throws it, and `inventory-too-large`
  public static LayerInventory read(
      EntryStream stream,
      List<PackageDatabase> databases,
      List<Capture> captures,
      InventoryLimits limits,
      Path spoolDirectory)
      throws ImageException {
    return read(stream, databases, captures, limits, spoolDirectory, Room.ENOUGH);
  }

  /// The same, where others read at the same time and share the memory.
  ///
  /// @throws ImageException also [Room#CODE]
  public static LayerInventory read(
      EntryStream stream,
      List<PackageDatabase> databases,
      List<Capture> captures,
      InventoryLimits limits,
      Path spoolDirectory,
      Room room)
      throws ImageException {
    var reader = new LayerReader(databases, captures, limits, spoolDirectory, room);
    try (var stores = reader.stores) {
      reader.entries(stream);
      stream.verify();
      stores.finish(reader.contents);
      reader.checkSize(stream);
      return new LayerInventory(
          reader.log.log(), reader.contents, reader.fileLists.lists(), reader.secrets.secrets());
    } catch (IOException e) {
      if (e.getCause() instanceof ImageException cause) {
        throw cause;
      }
      throw new ImageException(
          "layer-unreadable",
          "reading a layer",
          String.valueOf(e.getMessage()),
          "try again; where it stays, fetch the image anew",
          stream.position(),
          e);
    }
  }

  private void entries(EntryStream stream) throws ImageException, IOException {
    for (var entry = stream.next(); entry != null; entry = stream.next()) {
      add(entry, stream);
      checkSize(log.size() + kept, stream);
    }
  }

  /// What was read at the end counts too.
  private void checkSize(EntryStream stream) throws ImageException {
    long size = log.size();
    for (var content : contents) {
      size += LayerInventory.weight(content);
    }
    checkSize(size, stream);
  }

  private void checkSize(long size, EntryStream stream) throws ImageException {
    if (size > limits.keptBytes()) {
      throw new ImageException(
          "inventory-too-large",
          "taking the inventory of a layer",
          "it needs more than " + limits.keptBytes() + " bytes for names and packages",
          "look at what the layer holds: no ordinary layer needs a tenth of this",
          stream.position(),
          null);
    }
    if (!room.has(size)) {
      throw new ImageException(
          Room.CODE,
          "taking the inventory of a layer",
          "others take the memory that there is for layers that arrive",
          "try again",
          stream.position(),
          null);
    }
  }

  private void add(LayerEntry entry, EntryStream stream) throws ImageException, IOException {
    var path = entry.path();
    int nameStart = path.lastIndexOf('/') + 1;
    if (path.startsWith(WHITEOUT, nameStart)) {
      whiteout(path, nameStart, stream);
      return;
    }
    switch (entry.type()) {
      case DIRECTORY -> log(EntryLog.DIRECTORY | special(entry), entry);
      case SYMLINK -> log(EntryLog.SYMLINK, entry);
      case HARDLINK -> {
        // What a hard link shares stays, even when the name it was made from is written again.
        contentByPath.remove(entry.link());
        int flags = executable(entry) | special(entry) | named(path, nameStart);
        boolean program = ProgramNames.mayBe(path, nameStart);
        log(EntryLog.HARDLINK | flags | (program ? EntryLog.NAMED : 0), entry);
      }
      case OTHER -> log(EntryLog.OTHER | named(path, nameStart), entry);
      case FILE -> file(entry, nameStart, stream);
    }
  }

  private void log(int kind, LayerEntry entry) {
    var path = entry.path();
    log.add(kind, path, path.length(), entry.link(), entry.mode(), entry.uid(), entry.gid());
  }

  private static int special(LayerEntry entry) {
    boolean directory = entry.type() == LayerEntry.Type.DIRECTORY;
    return Attributes.isSpecial(entry.mode(), directory) ? EntryLog.ATTRIBUTES : 0;
  }

  private static int executable(LayerEntry entry) {
    return Attributes.isExecutable(entry.mode()) ? EntryLog.EXECUTABLE : 0;
  }

  private int named(String path, int nameStart) {
    return mayMatter(path, nameStart) ? EntryLog.NAMED : 0;
  }

  private void whiteout(String path, int nameStart, EntryStream stream) throws ImageException {
    if (path.startsWith(META, nameStart)) {
      if (path.startsWith(OPAQUE, nameStart) && path.length() - nameStart == OPAQUE.length()) {
        log.add(EntryLog.OPAQUE, path, Math.max(0, nameStart - 1), "");
      }
      return;
    }
    var hidden = path.substring(nameStart + WHITEOUT.length());
    if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
      throw new ImageException(
          "layer-whiteout-invalid",
          "reading the whiteout " + path,
          "expected a name behind .wh., found \"" + hidden + "\"",
          "build the image again: no container runtime accepts this layer",
          stream.position(),
          null);
    }
    var target = path.substring(0, nameStart) + hidden;
    log.add(EntryLog.WHITEOUT, target, target.length(), "");
  }

  private boolean mayMatter(String path, int nameStart) {
    for (var capture : captures) {
      if (capture.mayBe(path, nameStart)) {
        return true;
      }
    }
    for (var database : databases) {
      switch (database.roleOf(path, nameStart)) {
        case PACKAGES, STORE, COMPANION -> {
          return true;
        }
        case NONE, FILES -> {}
      }
    }
    return ConfigurationFiles.mayBe(path, nameStart);
  }

  private void file(LayerEntry entry, int nameStart, EntryStream stream) throws IOException {
    var path = entry.path();
    int flags = executable(entry) | special(entry);
    secret = false;
    var content = content(entry, nameStart, stream);
    if (content == null && isProgram(entry, nameStart)) {
      flags |= EntryLog.NAMED;
    }
    if (content == null && ConfigurationFiles.mayBe(path, nameStart)) {
      content = configuration(entry, nameStart, stream);
      flags |= content == null ? EntryLog.NAMED : 0;
    } else if (content == null) {
      search(entry, stream.content());
    }
    flags |= secret ? EntryLog.SECRET : 0;
    if (content == null) {
      log(EntryLog.FILE | flags, entry);
      return;
    }
    flags &= ~EntryLog.NAMED;
    flags |= content instanceof Content.Text ? EntryLog.ATTRIBUTES : 0;
    log(EntryLog.CONTENT | flags, entry);
    keep(path, content);
  }

  private void keep(String path, Content content) {
    var before = contentByPath.put(path, contents.size());
    if (before != null) {
      kept -= LayerInventory.weight(contents.get(before));
      contents.set(before, REPLACED);
    }
    kept += LayerInventory.weight(content);
    contents.add(content);
  }

  private static boolean isProgram(LayerEntry entry, int nameStart) {
    return Attributes.isExecutable(entry.mode()) && ProgramNames.mayBe(entry.path(), nameStart);
  }

  /// The content of a configuration file, null where there is no room for it.
  private @Nullable Content configuration(LayerEntry entry, int nameStart, EntryStream stream)
      throws IOException {
    boolean room = configuration.hasRoom() && !tooMany();
    if (!room || !configuration.fits(entry.size())) {
      search(entry, stream.content());
      return room ? configuration.tooLarge(entry.size()) : null;
    }
    byte[] content;
    try {
      content = stream.content().readNBytes((int) entry.size());
    } catch (IOException e) {
      secrets.unread();
      return new Content.Unread(UNREADABLE, unreadable(e).why());
    }
    secret |= secrets.scan(entry.path(), content);
    return configuration.take(entry.path(), nameStart, content);
  }

  private void search(LayerEntry entry, InputStream in) throws IOException {
    try {
      secret |= secrets.scan(entry.path(), in, entry.size());
    } catch (IOException e) {
      unreadable(e);
      secrets.unread();
    }
  }

  /// What kept one file of a root file system from being read, such as its permissions. Packages
  /// do not depend on it, so the others are read all the same.
  private static ImageException unreadable(IOException e) throws IOException {
    if (e.getCause() instanceof ImageException cause && cause.code().equals(UNREADABLE)) {
      return cause;
    }
    throw e;
  }

  private static final Content REPLACED =
      new Content.Unread("file-replaced", "the layer holds the file again further on");

  private @Nullable Content content(LayerEntry entry, int nameStart, EntryStream stream)
      throws IOException {
    var path = entry.path();
    for (var capture : captures) {
      if (capture.mayBe(path, nameStart)) {
        return tooMany() ? tooManyContents() : captured(capture, entry, stream);
      }
    }
    for (var database : databases) {
      var role = database.roleOf(path, nameStart);
      if (role != Role.NONE) {
        return content(database, role, entry, stream);
      }
    }
    return null;
  }

  private @Nullable Content content(
      PackageDatabase database, Role role, LayerEntry entry, EntryStream stream)
      throws IOException {
    if (tooMany()) {
      return role == Role.FILES ? null : tooManyContents();
    }
    if (role == Role.FILES) {
      return fileList(stream);
    }
    return switch (database) {
      case TextDatabase text -> packages(text, entry, stream);
      case StoreDatabase store -> {
        var in = new PushbackInputStream(stream.content(), StoreDatabase.FIRST);
        var content = stores.take(store, role, entry.path(), in, entry.size(), contents.size());
        if (content == null) {
          search(entry, in);
        }
        yield content;
      }
    };
  }

  private Content captured(Capture capture, LayerEntry entry, EntryStream stream)
      throws IOException {
    var content = capture.read(stream.content(), entry.size(), limits);
    if (content instanceof Content.Text(var text)) {
      secret |= secrets.scan(entry.path(), text.getBytes(StandardCharsets.UTF_8));
    }
    return content;
  }

  private boolean tooMany() {
    return contents.size() >= limits.contents();
  }

  private Content tooManyContents() {
    return new Content.Unread(
        "inventory-too-large",
        "the layer holds more than " + limits.contents() + " release files and databases");
  }

  private Content packages(TextDatabase database, LayerEntry entry, EntryStream stream)
      throws IOException {
    boolean namesFiles = database.fileLists().isEmpty();
    FileListSink sink = namesFiles ? fileLists : FileListSink.NONE;
    int number = namesFiles ? fileLists.begin() : -1;
    var in = stream.content();
    if (entry.size() <= SEARCHED && !isPlace(database, entry.path())) {
      // Only its name is that of a database: it may hold anything.
      var content = in.readNBytes((int) entry.size());
      secret |= secrets.scan(entry.path(), content);
      in = new ByteArrayInputStream(content);
    }
    var list = database.read(entry.path(), in, limits.database(), sink);
    return new Content.Packages(database.name(), list, number, List.of());
  }

  private static boolean isPlace(PackageDatabase database, String path) {
    for (var place : database.places()) {
      if (place.contains(path)) {
        return true;
      }
    }
    return false;
  }

  private Content fileList(EntryStream stream) throws IOException {
    int number = fileLists.begin();
    fileLists.copy(stream.content());
    return new Content.FileList(number);
  }
}
