// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/display.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <map>

using namespace tickscope;

namespace {

Environment environmentOf(std::map<std::string, std::string> variables)
{
    return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

/// A socket that accepts connections, as a display server's does.
class Listener
{
public:
    explicit Listener(const std::string& path)
        : m_handle(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        isListening
            = ::bind(m_handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0
            && ::listen(m_handle, 1) == 0;
    }
    ~Listener() { ::close(m_handle); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    bool isListening = false;

private:
    int m_handle;
};

} // namespace

class TestDisplay : public QObject
{
    Q_OBJECT

private slots:
    void nothingSetIsNoDisplay() { QVERIFY(!hasDisplay(environmentOf({}))); }
    void aChosenPlatformIsTrusted()
    {
        QVERIFY(hasDisplay(environmentOf({ { "QT_QPA_PLATFORM", "offscreen" } })));
    }
    void aDisplayThatDoesNotAnswerIsNone_data()
    {
        QTest::addColumn<QString>("display");
        QTest::newRow("no such server") << QStringLiteral(":59000");
        QTest::newRow("no number") << QStringLiteral(":");
        QTest::newRow("no colon") << QStringLiteral("nonsense");
        QTest::newRow("empty") << QString();
        QTest::newRow("too high") << QStringLiteral(":99999999");
        QTest::newRow("a host that refuses") << QStringLiteral("127.0.0.1:59000");
    }
    void aDisplayThatDoesNotAnswerIsNone()
    {
        QFETCH(QString, display);
        QVERIFY(!hasDisplay(environmentOf({ { "DISPLAY", display.toStdString() } })));
    }
    void aWaylandServerThatAnswersIsADisplay()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("wayland-7")).toStdString();
        const Listener listener(path);
        QVERIFY(listener.isListening);
        QVERIFY(hasDisplay(environmentOf({ { "WAYLAND_DISPLAY", path } })));
        QVERIFY(hasDisplay(environmentOf({ { "WAYLAND_DISPLAY", "wayland-7" },
            { "XDG_RUNTIME_DIR", folder.path().toStdString() } })));
        QVERIFY(!hasDisplay(environmentOf({ { "WAYLAND_DISPLAY", "wayland-8" },
            { "XDG_RUNTIME_DIR", folder.path().toStdString() } })));
        QVERIFY(!hasDisplay(environmentOf({ { "WAYLAND_DISPLAY", "wayland-7" } })));
    }
    void aVeryLongNameIsNoDisplay()
    {
        QVERIFY(
            !hasDisplay(environmentOf({ { "WAYLAND_DISPLAY", "/" + std::string(10'000, 'x') } })));
    }
};

QTEST_APPLESS_MAIN(TestDisplay)
#include "tst_display.moc"
